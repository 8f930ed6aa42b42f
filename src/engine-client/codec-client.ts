import { LacunaError } from '../../workers/shared/errors.ts';
import type { CodecCalls, CodecEvents } from '../../workers/shared/protocol.ts';
import type { CodecClient } from './types.ts';
import { connectWorker, type WorkerLike, type WorkerRpc } from './worker-rpc.ts';

/** Longest time for one call: a 100-megapixel picture on a slow machine takes a minute. */
const CALL_LIMIT_MS = 180_000;

/** The codec worker; a new one takes its place when it dies or does not answer. */
export function createCodecClient(spawn: () => WorkerLike, limitMs: number = CALL_LIMIT_MS): CodecClient {
  let current: WorkerRpc<CodecCalls> | null = null;

  function connect(): WorkerRpc<CodecCalls> {
    const rpc = connectWorker<CodecCalls, CodecEvents>(spawn(), {}, (error) => drop(rpc, error));
    return rpc;
  }

  function drop(rpc: WorkerRpc<CodecCalls>, error: LacunaError): void {
    if (current === rpc) current = null;
    rpc.close(error);
  }

  const through =
    <Name extends keyof CodecCalls>(name: Name) =>
    async (input: CodecCalls[Name]['in']): Promise<CodecCalls[Name]['out']> => {
      current ??= connect();
      const rpc = current;
      const hung = setTimeout(
        () => drop(rpc, new LacunaError('worker-hung', `${name} did not finish`)),
        limitMs,
      );
      try {
        return await rpc.call(name, input);
      } finally {
        clearTimeout(hung);
      }
    };

  return {
    open: through('open'),
    exportPng: through('exportPng'),
    encodePatch: through('encodePatch'),
    encodeMask: through('encodeMask'),
    decodeMask: through('decodeMask'),
  };
}
