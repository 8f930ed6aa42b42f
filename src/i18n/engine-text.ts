import type { EngineInfo, PackRuns } from '../../workers/shared/protocol.ts';
import { t, tn } from './t.ts';

/** How the loaded pack runs, where anything is loaded: what is said of it counts before what is said of the engine. */
type Runs = PackRuns | null;

/** What runs: provider with threads or adapter, and why it was chosen where that is news. */
export function providerText(info: EngineInfo, runs: Runs): string {
  const why = providerReason(info, runs);
  return why === '' ? providerName(info, runs) : `${providerName(info, runs)} (${why})`;
}

/** Provider with threads or adapter. */
function providerName({ adapter, provider, threads }: EngineInfo, runs: Runs): string {
  return (runs?.provider ?? provider) === 'wasm'
    ? tn('status.wasm', threads)
    : t('status.webgpu', { adapter: adapterName(adapter) });
}

/** Why this provider runs; empty where that is no news. */
export function providerReason({ reason }: EngineInfo, runs: Runs): string {
  const why = t(`status.reason.${runs?.reason ?? reason}`);
  return [why, runs?.lean ? t('status.lean') : ''].filter((note) => note !== '').join('; ');
}

function adapterName(adapter: EngineInfo['adapter']): string {
  const parts = adapter ? [adapter.description || adapter.vendor, adapter.architecture] : [];
  return parts.filter((part) => part !== '').join(' ') || t('status.webgpuUnnamed');
}
