import { type ErrorCode, LacunaError } from '../../workers/shared/errors.ts';
import type {
  EngineCalls,
  EngineEvents,
  EngineInfo,
  EventSink,
  StartOptions,
} from '../../workers/shared/protocol.ts';
import { createWatchdog } from './watchdog.ts';
import { connectWorker, type WorkerLike, type WorkerRpc } from './worker-rpc.ts';

/** One worker's life, from spawn to termination. */
export interface EngineWorker {
  /** A call under the watchdog. The worker takes calls before its runtime has started, and waits where it needs it. */
  readonly call: WorkerRpc<EngineCalls>['call'];
  /** The runtime's start; rejects when it failed. */
  readonly started: Promise<EngineInfo>;
  /** Terminates the worker: at once, or as soon as it has answered the calls it has. */
  close(error: LacunaError, when: 'now' | 'idle'): void;
}

/** Replaces workers that died, hung or lost their device; after too many failures it stops trying. */
export interface Lifecycle {
  /**
   * The living worker; spawned now when there is none. Throws the last failure when the engine is off, unless the call
   * needs no runtime: then a worker is spawned whose runtime is not started.
   */
  worker(needsRuntime: boolean): EngineWorker;
  /** The living worker; null when there is none. */
  current(): EngineWorker | null;
  /** Terminates a worker (unless it is gone already) and counts the failure. */
  replace(worker: EngineWorker, error: LacunaError): void;
  /** True after repeated failures, until `revive`. */
  isOff(): boolean;
  /** Forgets failures: a person asked to try again. */
  revive(): void;
  dispose(): void;
}

export interface LifecycleOptions {
  readonly spawn: () => WorkerLike;
  readonly startOptions: () => StartOptions;
  readonly events: Omit<EventSink<EngineEvents>, 'heartbeat'>;
  readonly onStarted: (info: EngineInfo) => void;
  /** The worker is gone: it failed, no other will be spawned (`off`), or its runtime could not be fetched (`cold`). */
  readonly onGone: (next: 'restarting' | 'off' | 'cold') => void;
  /** False while a failure is the repetition of one that was counted: it is jobs that failed which turn the engine off. */
  readonly counts: () => boolean;
  readonly minSilenceMs?: number | undefined;
}

const MAX_FAILURES = 2;
const FAILURE_WINDOW_MS = 5 * 60_000;

/** Failures of a worker, not of the job: the same job may well succeed on the next one. */
const PASSING: readonly ErrorCode[] = [
  'runtime-failed',
  'device-lost',
  'worker-hung',
  'worker-died',
  // The next worker loads what did not fit one graph at a time.
  'out-of-memory',
];

/** Errors after which a worker is not asked to run again: its runtime or device is in an unknown state. */
const FATAL: readonly ErrorCode[] = [...PASSING, 'result-invalid', 'internal'];

/** True when a worker that failed so has to be replaced. */
export function isFatal(error: unknown): error is LacunaError {
  return error instanceof LacunaError && FATAL.includes(error.code);
}

/** True when the same job is worth a second attempt. */
export function isPassing(error: unknown): boolean {
  return error instanceof LacunaError && PASSING.includes(error.code);
}

export function createLifecycle(options: LifecycleOptions): Lifecycle {
  let current: EngineWorker | null = null;
  let failures: number[] = [];
  let lastFailure: LacunaError | null = null;

  function replace(worker: EngineWorker, error: LacunaError, when: 'now' | 'idle' = 'now'): void {
    worker.close(error, when);
    if (worker !== current) return;
    current = null;
    // Nothing fetched is no fault of the worker, but a worker that did not start is of no use.
    if (!isFatal(error)) {
      options.onGone('cold');
      return;
    }
    if (options.counts()) {
      const now = performance.now();
      failures = [...failures.filter((at) => now - at < FAILURE_WINDOW_MS), now];
    }
    lastFailure = error;
    options.onGone(isOff() ? 'off' : 'restarting');
  }

  function spawn(): EngineWorker {
    const bare = isOff();
    let open = 0;
    let leaving: LacunaError | null = null;
    const fail = (error: LacunaError) => replace(worker, error);
    const watchdog = createWatchdog(
      () => fail(new LacunaError('worker-hung', 'the engine stopped answering')),
      options.minSilenceMs,
    );
    const events: EventSink<EngineEvents> = {
      ...options.events,
      heartbeat: ({ silentMs }) => watchdog.beat(silentMs),
    };
    const rpc = connectWorker<EngineCalls, EngineEvents>(options.spawn(), events, fail);

    const call: EngineWorker['call'] = async (name, input, given) => {
      open += 1;
      watchdog.setBusy(true);
      try {
        return await rpc.call(name, input, given);
      } finally {
        open -= 1;
        if (open === 0) watchdog.setBusy(false);
        if (open === 0 && leaving) close(leaving, 'now');
      }
    };

    function close(error: LacunaError, when: 'now' | 'idle'): void {
      if (when === 'idle' && open > 0) {
        leaving = error;
        return;
      }
      watchdog.stop();
      rpc.close(error);
    }

    async function start(): Promise<EngineInfo> {
      if (lastFailure && bare) throw lastFailure;
      const info = await call('start', options.startOptions());
      watchdog.beat();
      if (worker === current) options.onStarted(info);
      return info;
    }

    const worker: EngineWorker = { call, close, started: start() };
    // What needs no runtime may still be finished.
    worker.started.catch((error: LacunaError) => bare || replace(worker, error, 'idle'));
    return worker;
  }

  function isOff(): boolean {
    return failures.length >= MAX_FAILURES;
  }

  return {
    worker(needsRuntime) {
      if (needsRuntime && isOff() && lastFailure) throw lastFailure;
      current ??= spawn();
      return current;
    },
    current: () => current,
    replace: (worker, error) => replace(worker, error),
    isOff,
    revive() {
      if (isOff() && lastFailure) current?.close(lastFailure, 'idle');
      if (isOff()) current = null;
      failures = [];
    },
    dispose() {
      const worker = current;
      current = null;
      worker?.close(new LacunaError('worker-died', 'the engine was shut down'), 'now');
    },
  };
}
