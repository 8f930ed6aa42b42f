import { LacunaError } from '../../shared/errors.ts';
import type { PackInfo } from '../../shared/protocol.ts';
import { type LoadedPack, loadPack } from '../models/load.ts';
import type { LoadOptions } from '../models/open-graph.ts';
import type { AnyPack } from '../models/pack.ts';
import type { PackFiles } from '../models/pack-files.ts';
import type { SessionHost } from '../runtime/session.ts';

/** Keeps the sessions of one pack: models are big, and the next fill most often wants the same one. */
export interface SessionPool {
  /**
   * A pack, loaded now unless it is the one in memory; any other is released first.
   *
   * @param pack its address
   * @param open gets at its files
   * @param onLoading called once all bytes are here
   */
  acquire(
    pack: string,
    open: () => Promise<PackFiles>,
    onLoading: () => void,
  ): Promise<{ readonly pack: AnyPack; readonly info: PackInfo }>;
}

/** @param tight addresses of packs whose graphs take turns in memory */
export function createSessionPool(
  host: Omit<SessionHost, 'addRunMs'>,
  options: LoadOptions,
  tight: readonly string[] = [],
): SessionPool {
  let current: { readonly address: string; readonly loaded: LoadedPack } | null = null;

  return {
    async acquire(address, open, onLoading) {
      // Sessions of a lost device answer nonsense or nothing: this worker is to be replaced.
      if (host.isLost()) throw new LacunaError('device-lost', 'the GPU device was lost');
      if (current?.address === address) return current.loaded;
      await current?.loaded.release();
      current = null;
      const files = await open();
      await files.prefetch();
      onLoading();
      const loaded = await loadPack(files, host, { ...options, lean: tight.includes(address) });
      current = { address, loaded };
      return loaded;
    },
  };
}
