import type { EngineInfo } from '../../workers/shared/protocol.ts';
import { t, tn } from './t.ts';

/** What runs: provider with threads or adapter, and why it was chosen where that is news. */
export function providerText(info: EngineInfo): string {
  const why = providerReason(info);
  return why === '' ? providerName(info) : `${providerName(info)} (${why})`;
}

/** Provider with threads or adapter. */
export function providerName({ adapter, provider, threads }: EngineInfo): string {
  return provider === 'wasm'
    ? tn('status.wasm', threads)
    : t('status.webgpu', { adapter: adapterName(adapter) });
}

/** Why this provider runs; empty where that is no news. */
export function providerReason({ reason }: EngineInfo): string {
  return t(`status.reason.${reason}`);
}

function adapterName(adapter: EngineInfo['adapter']): string {
  const parts = adapter ? [adapter.description || adapter.vendor, adapter.architecture] : [];
  return parts.filter((part) => part !== '').join(' ') || t('status.webgpuUnnamed');
}
