import type { ModelRecord } from '../../workers/shared/stored-model.ts';
import { modelBytes } from '../../workers/shared/stored-model.ts';
import type { DeviceFacts, ModelNeeds, Unfit } from '../lib/model-fit.ts';
import { errorKey } from './errors.ts';
import { formatBytes, formatNumber } from './format.ts';
import { t } from './t.ts';

/** The name a model gives itself, else that of the place it comes from. */
export function modelName({ manifest, name }: ModelRecord): string {
  return manifest?.name ?? name;
}

/** Where a model comes from. */
export function sourceText({ source }: ModelRecord): string {
  switch (source.kind) {
    case 'hub':
      return [source.repo, source.folder, source.file].filter(Boolean).join('/');
    case 'url':
      return source.url;
    case 'import':
      return t('models.fromHere');
  }
}

/** Why a model may not do well on this device. */
export function unfitText(reason: Unfit, needs: ModelNeeds, device: DeviceFacts): string {
  switch (reason) {
    case 'space':
      return t('models.unfitSpace', {
        needed: formatBytes(needs.bytes ?? 0),
        free: formatBytes(device.freeBytes ?? 0),
      });
    case 'memory':
      return t('models.unfitMemory', { have: device.memoryGb ?? 0 });
    case 'half':
      return t('models.unfitHalf');
    case 'cpu':
      return t('models.unfitCpu');
  }
}

/** Graphics memory that a model needs, in whole or half gigabytes. */
export function needsText({ memoryGb }: ModelNeeds): string {
  return t('models.needs', { gigabytes: formatNumber(Math.max(0.5, Math.round(memoryGb * 2) / 2), 1) });
}

/** Why a model is not going on, and what would be needed. */
export function modelErrorText({ error, files, loadedBytes }: ModelRecord): string | null {
  if (!error) return null;
  const sentence = t(errorKey(error.code), error.detail);
  if (error.code !== 'storage-full') return sentence;
  const missing = modelBytes(files) - loadedBytes;
  return `${sentence} ${t('models.missing', { bytes: formatBytes(missing) })}`;
}

/** How fast a download goes, `bytesPerMs` being 0 while that is not known, and how long it will take. */
export function paceText(bytesPerMs: number, missingBytes: number): string {
  if (bytesPerMs <= 0) return t('models.leftUnknown');
  const speed = t('models.speed', { speed: formatNumber((bytesPerMs * 1000) / 1e6, 1) });
  const seconds = missingBytes / bytesPerMs / 1000;
  const left =
    seconds > 90
      ? t('models.leftMinutes', { minutes: Math.round(seconds / 60) })
      : t('models.leftSeconds', { seconds: Math.ceil(seconds) });
  return `${speed} · ${left}`;
}
