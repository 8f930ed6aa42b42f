import { LacunaError } from '../../workers/shared/errors.ts';
import type { FillJob, FillSummary } from '../../workers/shared/job.ts';
import type { EngineCalls, StartOptions } from '../../workers/shared/protocol.ts';
import { createLifecycle, type EngineWorker, isFatal, isPassing } from './lifecycle.ts';
import { createStateCell } from './state-cell.ts';
import type { EngineClient, EngineClientState, EngineStatus, FillOptions } from './types.ts';
import type { WorkerLike } from './worker-rpc.ts';

export interface EngineClientOptions {
  /** Makes a new inference worker. */
  readonly spawn: () => WorkerLike;
  readonly startOptions: StartOptions;
  /** Keeps the packs that ran out of memory between visits. */
  readonly tight?: TightPacks | undefined;
  /** Resolves once a worker may be spawned; until then the status is `waiting`. */
  readonly mayStart?: (() => Promise<void>) | undefined;
  /** Shortest silence of a busy worker, in ms, after which it counts as hung. */
  readonly minSilenceMs?: number | undefined;
}

/** Packs whose graphs did not fit into memory together. */
export interface TightPacks {
  read(): readonly string[];
  add(pack: string): void;
}

const COLD: EngineClientState = {
  ...{ status: 'cold', info: null, loaded: [], fetch: null, runs: {} },
  warmed: null,
};

/** The real engine: a worker of its own, watched and replaced. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const state = createStateCell(COLD);
  const jobs = new Map<string, FillOptions & { readonly delivered: Set<number> }>();
  /** Fills somebody waits for. */
  let attached = 0;
  /** Second attempts under way: what fails in them was counted the first time. */
  let repeating = 0;

  const tight = options.tight ?? tightUntilReload();
  const lifecycle = createLifecycle({
    spawn: options.spawn,
    startOptions: () => ({ ...options.startOptions, tightPacks: tight.read() }),
    minSilenceMs: options.minSilenceMs,
    counts: () => repeating === 0,
    onStarted: (info) => state.set({ status: attached > 0 ? 'busy' : 'ready', info }),
    onGone(status) {
      state.set({ status, loaded: [], fetch: null, runs: {} });
      // The next fill should not wait for the runtime again.
      if (status === 'restarting') awake().catch(() => undefined);
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
      loaded: ({ pack, runs, held }) =>
        state.set({ runs: { ...state.get().runs, [pack]: runs }, loaded: held }),
      warmed: (warmed) => state.set({ warmed }),
      fetched: (fetch) => state.set({ fetch: fetch.loadedBytes < fetch.totalBytes ? fetch : null }),
    },
  });

  /** The worker, told to start its runtime, as soon as one may be spawned. */
  async function awake(needsRuntime = true): Promise<EngineWorker> {
    if (state.get().status === 'cold' && options.mayStart) state.set({ status: 'waiting' });
    try {
      await options.mayStart?.();
    } catch (thrown) {
      if (isBefore(state.get().status)) state.set({ status: 'cold' });
      throw thrown;
    }
    const worker = lifecycle.worker(needsRuntime);
    if (isBefore(state.get().status)) state.set({ status: 'starting' });
    return worker;
  }

  /** One call on the living worker; a fatal error replaces the worker. */
  async function call<Name extends keyof EngineCalls>(
    name: Name,
    input: EngineCalls[Name]['in'],
    {
      needsRuntime = true,
      signal = undefined as AbortSignal | undefined,
      give = (() => ({ input, buffers: [] })) as () => Gift<EngineCalls[Name]['in']>,
    } = {},
  ): Promise<EngineCalls[Name]['out']> {
    const worker = await awake(needsRuntime);
    if (signal?.aborted) throw cancelledError();
    try {
      const gift = give();
      const answer = worker.call(name, gift.input, gift.buffers);
      // Only now: whoever draws the status holds this thread up.
      if (name === 'fill' && state.get().status === 'ready') state.set({ status: 'busy' });
      return await answer;
    } catch (thrown) {
      // Before the worker is replaced: the next one is told at its start.
      if (thrown instanceof LacunaError && thrown.code === 'out-of-memory') noteTight(name, input);
      if (isFatal(thrown)) lifecycle.replace(worker, thrown);
      throw thrown;
    }
  }

  function noteTight(name: keyof EngineCalls, input: EngineCalls[keyof EngineCalls]['in']): void {
    if (name === 'fill' || name === 'load') tight.add((input as { readonly pack: string }).pack);
  }

  /** The same job once more on a new worker, if the first one failed through no fault of the job. */
  async function fillWithRetry(job: FillJob, signal: AbortSignal | undefined): Promise<FillSummary> {
    const needs = { needsRuntime: job.method !== 'exemplar', signal, give: () => copyOf(job) };
    try {
      return await call('fill', job, needs);
    } catch (thrown) {
      if (!isPassing(thrown) || signal?.aborted || (lifecycle.isOff() && needs.needsRuntime)) throw thrown;
    }
    repeating += 1;
    try {
      return await call('fill', job, needs);
    } finally {
      repeating -= 1;
    }
  }

  /** Asks the worker to stop. One that goes on is left alone while its heart beats: loading may take minutes. */
  function cancel(jobId: string): void {
    lifecycle
      .current()
      ?.call('cancel', { jobId })
      .catch(() => undefined);
  }

  return {
    getState: state.get,
    subscribe: state.subscribe,
    async start() {
      if (lifecycle.isOff()) {
        lifecycle.revive();
        state.set(COLD);
      }
      return (await awake()).started;
    },
    packs: () => call('packs', null),
    async prefetch(pack) {
      await call('prefetch', { pack });
    },
    load: (pack) => call('load', { pack }),
    async fill(job, { signal, onProgress, onCandidate } = {}) {
      if (signal?.aborted) throw cancelledError();
      jobs.set(job.id, {
        ...(onProgress && { onProgress }),
        ...(onCandidate && { onCandidate }),
        delivered: new Set(),
      });
      attached += 1;
      const running = fillWithRetry(job, signal);
      try {
        return await untilAborted(running, signal, () => cancel(job.id));
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

/** What a call hands over, with the buffers in it. */
interface Gift<Input> {
  readonly input: Input;
  readonly buffers: ArrayBuffer[];
}

/** A job whose pixels may be given away: a message that copies them does so twice, and the worker waits for both. */
function copyOf(job: FillJob): Gift<FillJob> {
  const image = job.window.image.data.slice();
  const mask = job.window.mask.data.slice();
  const window = {
    ...job.window,
    image: { ...job.window.image, data: image },
    mask: { ...job.window.mask, data: mask },
  };
  return { input: { ...job, window }, buffers: [image.buffer, mask.buffer] };
}

function tightUntilReload(): TightPacks {
  const packs: string[] = [];
  return { read: () => packs, add: (pack) => void packs.push(pack) };
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
