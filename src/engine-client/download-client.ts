import {
  DOWNLOAD_DEFAULTS,
  type DownloadCalls,
  type DownloadEvents,
} from '../../workers/shared/download-protocol.ts';
import type { EventSink } from '../../workers/shared/protocol.ts';
import { connectWorker, type WorkerLike, type WorkerRpc } from './worker-rpc.ts';

/** The download worker as the page sees it: every call rejects with a `LacunaError`. */
export interface DownloadClient {
  call<Name extends Exclude<keyof DownloadCalls, 'start'>>(
    name: Name,
    input: DownloadCalls[Name]['in'],
  ): Promise<DownloadCalls[Name]['out']>;
}

/**
 * Starts the worker at the first call; one that failed is replaced at the next.
 *
 * @param mayStart resolves once the worker's own policy reaches it
 */
export function createDownloadClient(
  spawn: () => WorkerLike,
  mayStart: () => Promise<void>,
  events: EventSink<DownloadEvents>,
): DownloadClient {
  let current: Promise<WorkerRpc<DownloadCalls>> | null = null;

  async function connect(): Promise<WorkerRpc<DownloadCalls>> {
    await mayStart();
    const rpc = connectWorker<DownloadCalls, DownloadEvents>(spawn(), events, (error) => {
      current = null;
      rpc.close(error);
    });
    await rpc.call('start', DOWNLOAD_DEFAULTS);
    return rpc;
  }

  return {
    async call(name, input) {
      current ??= connect().catch((thrown: unknown) => {
        current = null;
        throw thrown;
      });
      return (await current).call(name, input);
    },
  };
}
