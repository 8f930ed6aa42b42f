import type { EngineInfo } from '../../workers/shared/protocol.ts';
import { t, tn } from './t.ts';

/** What runs: provider with threads or adapter, and why it was chosen where that is news. */
export function providerText(info: EngineInfo): string {
  const { adapter, provider, reason, threads } = info;
  const name =
    provider === 'wasm' ? tn('status.wasm', threads) : t('status.webgpu', { adapter: adapterName(adapter) });
  const why = t(`status.reason.${reason}`);
  return why === '' ? name : `${name} (${why})`;
}

function adapterName(adapter: EngineInfo['adapter']): string {
  const parts = adapter ? [adapter.description || adapter.vendor, adapter.architecture] : [];
  return parts.filter((part) => part !== '').join(' ') || t('status.webgpuUnnamed');
}
