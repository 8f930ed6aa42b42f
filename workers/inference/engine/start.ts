import type { EngineInfo, StartOptions } from '../../shared/protocol.ts';
import { cachedSelfTest, runSelfTest } from '../models/self-test.ts';
import type { FileStore } from '../models/store.ts';
import { chooseProvider } from '../runtime/gpu.ts';
import { loadOrt, pickBuild } from '../runtime/ort.ts';
import type { Watch } from '../runtime/session.ts';
import { fetchRuntime } from './fetch-runtime.ts';
import { createSessionPool, type SessionPool } from './session-pool.ts';

/** A started engine. */
export interface Engine {
  readonly info: EngineInfo;
  readonly pool: SessionPool;
}

const MAX_THREADS = 4;

/**
 * Fetches the runtime, chooses the provider and prepares an empty pool.
 *
 * @param onBytes loaded and total compressed bytes of the runtime
 * @param watch told of everything the runtime does, which may take long
 */
export async function startEngine(
  options: StartOptions,
  store: FileStore,
  onBytes: (loaded: number, total: number) => void,
  watch: Watch = (_, work) => work(),
): Promise<Engine> {
  const build = pickBuild();
  const threads = threadCount(options.threads);
  const { version, wasmBinary } = await fetchRuntime(store, options.baseUrl, build, onBytes);
  const ort = await loadOrt(build, threads, wasmBinary);

  const choice = await chooseProvider(options.provider, (gpu, adapter) => {
    const names = [adapter.vendor, adapter.architecture, adapter.description];
    const key = [...names, version, build, navigator.userAgent].join('|');
    return cachedSelfTest(key, () => runSelfTest({ ort, ...gpu }, adapter.shaderF16));
  });
  const software = choice.adapter?.software ?? false;
  const host = { ort, watch, software, ...(choice.gpu ?? { device: null, isLost: () => false }) };
  return {
    info: {
      provider: choice.provider,
      reason: choice.reason,
      build,
      threads,
      crossOriginIsolated: globalThis.crossOriginIsolated,
      adapter: choice.adapter,
      selfTest: choice.selfTest,
    },
    pool: createSessionPool(
      host,
      {
        padConvolutions: choice.provider === 'webgpu' && options.rewriteGraphs,
        half: choice.half,
        fused: choice.fused,
        tuning: options.tuning ?? {},
      },
      options.tightPacks,
    ),
  };
}

/** Threads need shared memory, and that needs cross-origin isolation. */
function threadCount(wanted: number): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return wanted > 0 ? wanted : Math.min(MAX_THREADS, navigator.hardwareConcurrency);
}
