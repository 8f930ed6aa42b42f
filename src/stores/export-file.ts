import type { ByteSource } from '../../workers/shared/bytes.ts';
import type { DocumentInfo, FillEntry } from '../editor/ports.ts';
import { formatBytes } from '../i18n/format.ts';
import { t } from '../i18n/t.ts';
import { exportName } from '../lib/files.ts';
import { madeByHand } from '../lib/made-by-hand.ts';
import { parametersText } from '../lib/parameters-text.ts';
import { useExportSettings } from './export-settings.ts';
import { knownPack } from './packs-store.ts';
import { services } from './services.ts';

/** A file that was written. */
interface Written {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly type: string;
  readonly message: string;
  /** False where pixels differ that must not. */
  readonly isAsClaimed: boolean;
}

/** Writes a picture with its visible fills as `useExportSettings` says, and what to say of it. */
export async function writeFile(file: ByteSource, info: DocumentInfo): Promise<Written> {
  const { codec } = services();
  const { format, quality, camera, parameters } = useExportSettings.getState();
  const fills = info.fills.filter((fill) => fill.visible);
  const what = { file, fills, frame: info.frame, camera };
  const type = `image/${format}`;
  if (format !== 'png') {
    const { bytes } = await codec.exportLossy({ ...what, format, quality });
    const name = exportName(info.name, 'lacuna', format === 'jpeg' ? 'jpg' : format);
    const message = t('export.doneLossy', { name, size: formatBytes(bytes.length) });
    return { bytes, name, type, message, isAsClaimed: true };
  }
  const image = await codec.exportPng({ ...what, parameters: parameters ? textOf(fills) : null });
  const name = exportName(info.name);
  const proof = { name, changed: image.otherPixelsChanged, others: image.otherPixels };
  const isAsClaimed = image.otherPixelsChanged === 0;
  const key = !isAsClaimed ? 'changed' : fills.length === 0 ? 'untouched' : 'done';
  return { bytes: image.bytes, name, type, message: t(`export.${key}`, proof), isAsClaimed };
}

/** Prompt and settings of the topmost fill that was made by settings, as text; null where there is none. */
function textOf(fills: readonly FillEntry[]): string | null {
  const fill = fills.findLast((entry) => !madeByHand(entry));
  if (!fill) return null;
  const pack = knownPack(fill.job.pack);
  const network = pack?.files.find(({ path }) => path === pack.graphs?.eraser || path.startsWith('unet/'));
  return parametersText(fill.job, fill.seed, network?.sha256.slice(0, 10) ?? null);
}
