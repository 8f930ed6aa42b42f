import type { WorkerLike } from '../../src/engine-client/worker-rpc.ts';
import { serve } from '../../workers/rpc/serve.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import type { FillSummary } from '../../workers/shared/job.ts';
import type {
  EngineCalls,
  EngineEvents,
  EngineInfo,
  EventSink,
  Handlers,
} from '../../workers/shared/protocol.ts';

export const INFO: EngineInfo = {
  provider: 'wasm',
  reason: 'forced',
  build: 'jspi',
  threads: 1,
  crossOriginIsolated: false,
  adapter: null,
  selfTest: null,
};

export const SUMMARY: FillSummary = {
  jobId: 'job',
  candidates: 1,
  timings: {
    totalMs: 1,
    loadMs: 0,
    textMs: 0,
    encodeMs: 0,
    denoiseMs: 0,
    decodeMs: 0,
    stitchMs: 0,
    detailMs: 0,
    sessionRunMs: 0,
    steps: 1,
  },
};

/** A worker in this thread whose calls are scripted; what lies between it and the page is real. */
export interface ScriptedWorker extends WorkerLike {
  readonly emit: EventSink<EngineEvents>;
  readonly calls: readonly string[];
  readonly terminated: boolean;
  /** What the browser does when an error in the worker is caught by nobody. */
  crash(message: string): void;
}

/** Answers every call at once, except those that `script` replaces. */
export function scriptedWorker(script: Partial<Handlers<EngineCalls>> = {}): ScriptedWorker {
  const { port1, port2 } = new MessageChannel();
  const calls: string[] = [];
  const faults: ((event: unknown) => void)[] = [];
  let terminated = false;
  const handlers: Handlers<EngineCalls> = {
    start: async () => INFO,
    packs: async () => [],
    prefetch: async () => null,
    load: async () => {
      throw new LacunaError('pack-unknown', 'no pack');
    },
    fill: async () => SUMMARY,
    cancel: async () => null,
    ...script,
  };
  const logged = Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (input: never) => {
        calls.push(name);
        return handler(input);
      },
    ]),
  ) as unknown as Handlers<EngineCalls>;
  const emit = serve<EngineCalls, EngineEvents>(logged, {
    postMessage: (message) => port2.postMessage(message),
    addEventListener: (_, listener) => port2.addEventListener('message', listener),
  });
  port2.start();
  port1.start();
  return {
    emit,
    calls,
    get terminated() {
      return terminated;
    },
    postMessage: (message, transfer) => port1.postMessage(message, transfer),
    addEventListener(type: string, listener: (event: never) => void) {
      if (type === 'message') port1.addEventListener('message', listener as (event: unknown) => void);
      if (type === 'error') faults.push(listener as (event: unknown) => void);
    },
    terminate() {
      terminated = true;
      port1.close();
      port2.close();
    },
    crash(message) {
      for (const fault of faults) fault({ message });
    },
  };
}

/** A promise that is never settled: a hung call. */
export function forever<T>(): Promise<T> {
  return new Promise(() => undefined);
}
