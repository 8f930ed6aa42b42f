import type { JobProgress } from '../../workers/shared/job.ts';
import type { FetchProgress } from '../../workers/shared/protocol.ts';
import { formatBytes } from './format.ts';
import { t } from './t.ts';

/** Bytes on their way, as a sentence. */
export function fetchText(fetch: FetchProgress | null): string {
  if (!fetch) return t('run.fetch');
  const bytes = { loaded: formatBytes(fetch.loadedBytes), total: formatBytes(fetch.totalBytes) };
  return t(fetch.what === 'runtime' ? 'run.fetchRuntime' : 'run.fetchBytes', bytes);
}

/** What the engine does now. Before its first report it fetches, or starts, or looks at the picture. */
export function phaseText(
  progress: JobProgress | null,
  fetch: FetchProgress | null,
  started: boolean,
): string {
  if (!progress) return fetch ? fetchText(fetch) : t(started ? 'run.encode' : 'run.starting');
  const { phase, step, steps } = progress;
  switch (phase) {
    case 'fetch':
      return fetchText(fetch);
    case 'denoise':
      return progress.area
        ? t('run.area', { area: progress.area.index + 1, areas: progress.area.count, step, steps })
        : t('run.denoise', { step, steps });
    case 'load':
    case 'text':
    case 'encode':
    case 'decode':
    case 'stitch':
      return t(`run.${phase}`);
  }
}
