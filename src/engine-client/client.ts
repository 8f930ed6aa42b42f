import { LacunaError } from '../../workers/shared/errors.ts';
import type { FillJob, FillSummary } from '../../workers/shared/job.ts';
import type { EngineCalls, StartOptions } from '../../workers/shared/protocol.ts';
import { createLifecycle, type EngineWorker, isFatal } from './lifecycle.ts';
import { createStateCell } from './state-cell.ts';
import type { EngineClient, EngineClientState, EngineStatus, FillOptions } from './types.ts';
import { MIN_SILENCE_MS } from './watchdog.ts';
import type { WorkerLike } from './worker-rpc.ts';

export interface EngineClientOptions {
  /** Makes a new inference worker. */
  readonly spawn: () => WorkerLike;
  readonly startOptions: StartOptions;
  /** Resolves once a worker may be spawned; until then the status is `waiting`. */
  readonly mayStart?: (() => Promise<void>) | undefined;
  /** Shortest silence of a busy worker, in ms, after which it counts as hung. */
  readonly minSilenceMs?: number | undefined;
}

const COLD: EngineClientState = { status: 'cold', info: null, loaded: [], fetch: null };

/** The real engine: a worker of its own, watched and replaced. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const state = createStateCell(COLD);
  const jobs = new Map<string, FillOptions & { readonly delivered: Set<number> }>();
  /** Calls the worker has not answered, detached ones included: while there are any, silence counts. */
  let open = 0;
  /** Fills somebody waits for. */
  let attached = 0;

  const lifecycle = createLifecycle({
    spawn: options.spawn,
    startOptions: options.startOptions,
    minSilenceMs: options.minSilenceMs,
    onGone(off) {
      state.set({ status: off ? 'off' : 'restarting', loaded: [], fetch: null });
      // The next fill should not wait for the runtime again.
      if (!off) ready().catch(() => undefined);
    },
    events: {
      progress: (progress) => jobs.get(progress.jobId)?.onProgress?.(progress),
      candidate({ jobId, candidate }) {
        const job = jobs.get(jobId);
        // A second attempt makes the same candidates again.
        if (!job || job.delivered.has(candidate.index)) return;
        job.delivered.add(candidate.index);
        job.onCandidate?.(candidate);
      },
      fetched: (fetch) => state.set({ fetch: fetch.loadedBytes < fetch.totalBytes ? fetch : null }),
    },
  });

  async function ready(): Promise<EngineWorker> {
    if (state.get().status === 'cold' && options.mayStart) state.set({ status: 'waiting' });
    try {
      await options.mayStart?.();
      const worker = lifecycle.worker();
      if (isBefore(state.get().status)) state.set({ status: 'starting' });
      const info = await worker.started;
      state.set({ status: attached > 0 ? 'busy' : 'ready', info });
      return worker;
    } catch (thrown) {
      if (isBefore(state.get().status)) state.set({ status: 'cold' });
      throw thrown;
    }
  }

  /** One call on the living worker, under the watchdog; a fatal error replaces the worker. */
  async function call<Name extends keyof EngineCalls>(
    name: Name,
    input: EngineCalls[Name]['in'],
  ): Promise<EngineCalls[Name]['out']> {
    const worker = await ready();
    open += 1;
    worker.watchdog.setBusy(true);
    try {
      return await worker.rpc.call(name, input);
    } catch (thrown) {
      if (thrown instanceof LacunaError && isFatal(thrown)) lifecycle.replace(worker, thrown);
      throw thrown;
    } finally {
      open -= 1;
      if (open === 0) worker.watchdog.setBusy(false);
    }
  }

  /** The same job once more on a new worker, if the first one failed through no fault of the job. */
  async function fillWithRetry(job: FillJob, signal: AbortSignal | undefined): Promise<FillSummary> {
    try {
      return await call('fill', job);
    } catch (thrown) {
      const fatal = thrown instanceof LacunaError && isFatal(thrown);
      if (!fatal || signal?.aborted || lifecycle.isOff()) throw thrown;
      return call('fill', job);
    }
  }

  /** Asks the worker to stop; one that works on long after that is replaced. */
  function cancel(jobId: string, running: Promise<unknown>): void {
    const worker = lifecycle.current();
    if (!worker) return;
    worker.rpc.call('cancel', { jobId }).catch(() => undefined);
    const overrun = setTimeout(
      () => lifecycle.replace(worker, new LacunaError('worker-hung', 'the engine did not stop')),
      Math.max(options.minSilenceMs ?? MIN_SILENCE_MS, worker.watchdog.limitMs()),
    );
    const settle = () => clearTimeout(overrun);
    running.then(settle, settle);
  }

  return {
    getState: state.get,
    subscribe: state.subscribe,
    async start() {
      if (lifecycle.isOff()) {
        lifecycle.revive();
        state.set(COLD);
      }
      return (await ready()).started;
    },
    packs: () => call('packs', null),
    async prefetch(pack) {
      await call('prefetch', { pack });
    },
    async load(pack) {
      const info = await call('load', { pack });
      state.set({ loaded: [pack] });
      return info;
    },
    async fill(job, { signal, onProgress, onCandidate } = {}) {
      if (signal?.aborted) throw cancelledError();
      jobs.set(job.id, {
        ...(onProgress && { onProgress }),
        ...(onCandidate && { onCandidate }),
        delivered: new Set(),
      });
      attached += 1;
      if (state.get().status === 'ready') state.set({ status: 'busy' });
      const running = fillWithRetry(job, signal);
      try {
        const summary = await untilAborted(running, signal, () => cancel(job.id, running));
        state.set({ loaded: [job.pack] });
        return summary;
      } finally {
        jobs.delete(job.id);
        attached -= 1;
        if (attached === 0 && state.get().status === 'busy') state.set({ status: 'ready' });
      }
    },
    dispose() {
      lifecycle.dispose();
      state.set(COLD);
    },
  };
}

/** `running`, or a rejection as soon as the signal is aborted; `onAbort` is called once then. */
function untilAborted<T>(
  running: Promise<T>,
  signal: AbortSignal | undefined,
  onAbort: () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      onAbort();
      reject(cancelledError());
    };
    signal?.addEventListener('abort', abort, { once: true });
    running.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
  });
}

/** True until the runtime has started for the first time. */
function isBefore(status: EngineStatus): boolean {
  return status === 'cold' || status === 'waiting' || status === 'starting';
}

function cancelledError(): LacunaError {
  return new LacunaError('job-cancelled', 'cancelled');
}
