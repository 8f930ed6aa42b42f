import type { EngineInfo, StartOptions } from '../../shared/protocol.ts';
import { cachedSelfTest, runSelfTest } from '../models/self-test.ts';
import type { FileStore } from '../models/store.ts';
import { chooseProvider } from '../runtime/gpu.ts';
import { loadOrt, pickBuild } from '../runtime/ort.ts';
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
 */
export async function startEngine(
  options: StartOptions,
  store: FileStore,
  onBytes: (loaded: number, total: number) => void,
): Promise<Engine> {
  const build = pickBuild();
  const threads = threadCount(options.threads);
  const { version, wasmBinary } = await fetchRuntime(store, options.baseUrl, build, onBytes);
  const ort = await loadOrt(build, threads, wasmBinary);

  const choice = await chooseProvider(options.provider, (gpu, adapter) => {
    const names = [adapter.vendor, adapter.architecture, adapter.description];
    const key = [...names, version, build, navigator.userAgent].join('|');
    return cachedSelfTest(key, () => runSelfTest({ ort, device: gpu.device, isLost: gpu.isLost }));
  });
  const host = { ort, device: choice.gpu?.device ?? null, isLost: choice.gpu?.isLost ?? (() => false) };
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
    pool: createSessionPool(host, {
      padConvolutions: choice.provider === 'webgpu' && options.rewriteGraphs,
    }),
  };
}

/** Threads need shared memory, and that needs cross-origin isolation. */
function threadCount(wanted: number): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return wanted > 0 ? wanted : Math.min(MAX_THREADS, navigator.hardwareConcurrency);
}
