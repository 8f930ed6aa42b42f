import { type ErrorCode, LacunaError } from '../../workers/shared/errors.ts';
import type {
  EngineCalls,
  EngineEvents,
  EngineInfo,
  EventSink,
  StartOptions,
} from '../../workers/shared/protocol.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';
import { connectWorker, type WorkerLike, type WorkerRpc } from './worker-rpc.ts';

/** One worker's life, from spawn to termination. */
export interface EngineWorker {
  readonly rpc: WorkerRpc<EngineCalls>;
  readonly watchdog: Watchdog;
  /** The runtime's start; rejects when it failed. */
  readonly started: Promise<EngineInfo>;
}

/** Replaces workers that died, hung or lost their device; after too many failures it stops trying. */
export interface Lifecycle {
  /** The living worker; spawned now when there is none. Rejects with the last failure when the engine is off. */
  worker(): EngineWorker;
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
  readonly startOptions: StartOptions;
  readonly events: Omit<EventSink<EngineEvents>, 'heartbeat'>;
  /** A worker was terminated: `off` when no other will be spawned. */
  readonly onGone: (off: boolean) => void;
  readonly minSilenceMs?: number | undefined;
}

const MAX_FAILURES = 2;
const FAILURE_WINDOW_MS = 5 * 60_000;

/** Errors after which a worker is not asked to run again: its runtime or device is in an unknown state. */
const FATAL: readonly ErrorCode[] = [
  'runtime-failed',
  'device-lost',
  'out-of-memory',
  'result-invalid',
  'worker-hung',
  'worker-died',
  'internal',
];

/** True when a worker that failed so has to be replaced. */
export function isFatal(error: LacunaError): boolean {
  return FATAL.includes(error.code);
}

export function createLifecycle(options: LifecycleOptions): Lifecycle {
  let current: EngineWorker | null = null;
  let failures: number[] = [];
  let lastFailure: LacunaError | null = null;

  function replace(worker: EngineWorker, error: LacunaError): void {
    if (worker !== current) return;
    current = null;
    worker.watchdog.stop();
    const now = performance.now();
    failures = [...failures.filter((at) => now - at < FAILURE_WINDOW_MS), now];
    lastFailure = error;
    worker.rpc.close(error);
    options.onGone(isOff());
  }

  function spawn(): EngineWorker {
    const events: EventSink<EngineEvents> = {
      ...options.events,
      heartbeat: () => watchdog.beat(),
    };
    const fail = (error: LacunaError) => replace(worker, error);
    const watchdog = createWatchdog(
      () => fail(new LacunaError('worker-hung', 'the engine stopped answering')),
      options.minSilenceMs,
    );
    const rpc = connectWorker<EngineCalls, EngineEvents>(options.spawn(), events, fail);
    watchdog.setBusy(true);
    const started = rpc.call('start', options.startOptions).finally(() => watchdog.setBusy(false));
    const worker: EngineWorker = { rpc, watchdog, started };
    started.catch((error: LacunaError) => {
      // Nothing fetched is no fault of the worker, but a worker that did not start is of no use.
      if (isFatal(error)) fail(error);
      else if (worker === current) {
        current = null;
        watchdog.stop();
        rpc.close(error);
      }
    });
    return worker;
  }

  function isOff(): boolean {
    return failures.length >= MAX_FAILURES;
  }

  return {
    worker() {
      if (current) return current;
      if (isOff() && lastFailure) throw lastFailure;
      current = spawn();
      return current;
    },
    current: () => current,
    replace,
    isOff,
    revive() {
      failures = [];
    },
    dispose() {
      const worker = current;
      current = null;
      worker?.watchdog.stop();
      worker?.rpc.close(new LacunaError('worker-died', 'the engine was shut down'));
    },
  };
}
