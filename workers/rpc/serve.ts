import { createBirpc } from 'birpc';
import { type Result, toWireError } from '../shared/errors.ts';
import type { Call, EventSink, Handlers } from '../shared/protocol.ts';
import { transferables } from './transfer.ts';

/** What a worker's global scope or a `MessagePort` offers. */
export interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/**
 * Answers calls that arrive at `port`. A handler that throws answers an error value, so nothing ever rejects on the
 * wire. Every buffer in an answer or event is transferred, not copied: handlers return memory they no longer need.
 *
 * @returns functions that send events to the page
 */
export function serve<Calls extends Record<keyof Calls, Call<unknown, unknown>>, Events extends object>(
  handlers: Handlers<Calls>,
  port: Port,
): EventSink<Events> {
  const functions: Record<string, (input: never) => Promise<Result<unknown>>> = {};
  for (const [name, handler] of Object.entries<(input: never) => Promise<unknown>>(handlers)) {
    functions[name] = (input) => settle(() => handler(input));
  }
  const rpc = createBirpc<Record<string, (payload: unknown) => void>>(functions, {
    post: (message) => port.postMessage(message, transferables(message)),
    on: (receive) => port.addEventListener('message', (event) => receive(event.data)),
    // Fills take minutes; hangs are found by the heartbeat, not by a clock on the call.
    timeout: -1,
  });
  // The page registers exactly the functions of `Events`; birpc makes each one on first use.
  return new Proxy({} as EventSink<Events>, {
    get: (_, name) => (payload: unknown) => void rpc.$callEvent(String(name), payload),
  });
}

async function settle<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (thrown) {
    return { ok: false, error: toWireError(thrown) };
  }
}
