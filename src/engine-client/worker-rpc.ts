import { createBirpc } from 'birpc';
import { fromWireError, LacunaError, type Result } from '../../workers/shared/errors.ts';
import type { Call, EventSink } from '../../workers/shared/protocol.ts';

/** The part of a `Worker` that is used; tests hand in a `MessagePort` in its clothes. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: unknown) => void): void;
  terminate(): void;
}

/** Typed calls to one worker. */
export interface WorkerRpc<Calls extends Record<keyof Calls, Call<unknown, unknown>>> {
  /**
   * Answers the call's value; rejects with a `LacunaError`.
   *
   * @param given buffers of the input that are handed over, not copied: they are gone on this side
   */
  call<Name extends keyof Calls>(
    name: Name,
    input: Calls[Name]['in'],
    given?: ArrayBuffer[],
  ): Promise<Calls[Name]['out']>;
  /** Terminates the worker and rejects every call under way with `error`. */
  close(error: LacunaError): void;
}

/**
 * Connects to a worker.
 *
 * @param events receives the worker's events
 * @param onError called when the worker reports an error that nobody caught
 */
export function connectWorker<
  Calls extends Record<keyof Calls, Call<unknown, unknown>>,
  Events extends Record<keyof Events, unknown>,
>(worker: WorkerLike, events: EventSink<Events>, onError: (error: LacunaError) => void): WorkerRpc<Calls> {
  const pending = new Set<(error: LacunaError) => void>();
  let closed: LacunaError | null = null;
  let giving: ArrayBuffer[] = [];
  const rpc = createBirpc<Record<string, (input: unknown) => Result<unknown>>, EventSink<Events>>(events, {
    post: (message: unknown) => worker.postMessage(message, giving),
    on: (receive) => worker.addEventListener('message', (event) => closed ?? receive(event.data)),
    timeout: -1,
  });
  const onFault = (event: unknown) => {
    const message = (event as { message?: unknown }).message;
    onError(new LacunaError('worker-died', typeof message === 'string' ? message : 'the worker failed'));
  };
  worker.addEventListener('error', onFault);
  worker.addEventListener('messageerror', onFault);

  return {
    call(name, input, given = []) {
      return new Promise((resolve, reject) => {
        if (closed) {
          reject(closed);
          return;
        }
        pending.add(reject);
        // Posted before `$call` returns.
        giving = given;
        const answer = rpc.$call(String(name), input);
        giving = [];
        answer
          .then(
            (result) => (result.ok ? resolve(result.value) : reject(fromWireError(result.error))),
            (thrown: unknown) => reject(new LacunaError('internal', String(thrown))),
          )
          .finally(() => pending.delete(reject));
      });
    },
    close(error) {
      if (closed) return;
      closed = error;
      worker.terminate();
      for (const reject of pending) reject(error);
      pending.clear();
    },
  };
}
