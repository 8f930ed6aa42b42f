import { LacunaError } from '../../workers/shared/errors.ts';
import type { CodecCalls, CodecEvents } from '../../workers/shared/protocol.ts';
import type { CodecClient } from './types.ts';
import { connectWorker, type WorkerLike, type WorkerRpc } from './worker-rpc.ts';

/** Longest time for one call: a 100-megapixel picture on a slow machine takes a minute. */
const CALL_LIMIT_MS = 180_000;

/** Longest time for opening a picture that waits for no other call. */
const OPEN_LIMIT_MS = 20_000;

export interface CodecClientOptions {
  /** Waited for before every call: the worker sees pixels and starts no sooner than the policy reaches it. */
  readonly mayStart?: () => Promise<unknown>;
  readonly limitMs?: number;
  readonly openLimitMs?: number;
}

/** The codec worker; a new one takes its place when it dies or does not answer. */
export function createCodecClient(
  spawn: () => WorkerLike,
  {
    mayStart = async () => {},
    limitMs = CALL_LIMIT_MS,
    openLimitMs = OPEN_LIMIT_MS,
  }: CodecClientOptions = {},
): CodecClient {
  let current: WorkerRpc<CodecCalls> | null = null;
  let pending = 0;

  function connect(): WorkerRpc<CodecCalls> {
    const rpc = connectWorker<CodecCalls, CodecEvents>(spawn(), {}, ({ message }) =>
      drop(rpc, new LacunaError('codec-failed', message)),
    );
    return rpc;
  }

  function drop(rpc: WorkerRpc<CodecCalls>, error: LacunaError): void {
    if (current === rpc) current = null;
    rpc.close(error);
  }

  const through =
    <Name extends keyof CodecCalls>(name: Name) =>
    async (input: CodecCalls[Name]['in']): Promise<CodecCalls[Name]['out']> => {
      await mayStart();
      current ??= connect();
      const rpc = current;
      const hung = setTimeout(
        () => drop(rpc, new LacunaError('codec-failed', `${name} did not finish`)),
        name === 'open' && pending === 0 ? openLimitMs : limitMs,
      );
      pending += 1;
      try {
        return await rpc.call(name, input);
      } finally {
        pending -= 1;
        clearTimeout(hung);
      }
    };

  return {
    open: through('open'),
    exportPng: through('exportPng'),
    exportLossy: through('exportLossy'),
    sampleBytes: through('sampleBytes'),
    encodePatch: through('encodePatch'),
    restitch: through('restitch'),
    encodeMask: through('encodeMask'),
    decodeMask: through('decodeMask'),
    writeProject: through('writeProject'),
    writeOpenRaster: through('writeOpenRaster'),
    readProject: through('readProject'),
    sessionBegin: through('sessionBegin'),
    sessionAppend: through('sessionAppend'),
    sessionEnd: through('sessionEnd'),
    sessionList: through('sessionList'),
    sessionResume: through('sessionResume'),
  };
}
