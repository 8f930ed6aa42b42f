import { LacunaError } from '../../shared/errors.ts';
import type { PackInfo } from '../../shared/protocol.ts';
import { type LoadedPack, loadPack } from '../models/load.ts';
import type { LoadOptions } from '../models/open-graph.ts';
import type { AnyPack } from '../models/pack.ts';
import type { PackFiles } from '../models/pack-files.ts';
import type { SessionHost } from '../runtime/session.ts';

type Kind = 'diffusion' | 'eraser';

/**
 * Keeps the sessions of one diffusion pack and of one eraser: models are big, and the next fill most often wants the same
 * ones.
 */
export interface SessionPool {
  /**
   * A pack, loaded now unless it is in memory; another of its kind is released first, and where memory is short, of either
   * kind.
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
  /** Addresses of the packs that are in memory. */
  held(): readonly string[];
}

/** @param tight addresses of packs whose graphs take turns in memory */
export function createSessionPool(
  host: Omit<SessionHost, 'addRunMs'>,
  options: LoadOptions,
  tight: readonly string[] = [],
): SessionPool {
  const kept = new Map<Kind, { readonly address: string; readonly loaded: LoadedPack }>();

  async function giveBack(kind: Kind): Promise<void> {
    const old = kept.get(kind);
    kept.delete(kind);
    await old?.loaded.release();
  }

  return {
    held: () => [...kept.values()].map(({ address }) => address),
    async acquire(address, open, onLoading) {
      // Sessions of a lost device answer nonsense or nothing: this worker is to be replaced.
      if (host.isLost()) throw new LacunaError('device-lost', 'the GPU device was lost');
      for (const { address: known, loaded } of kept.values()) if (known === address) return loaded;
      const files = await open();
      const kind = files.manifest.graphs?.eraser === undefined ? 'diffusion' : 'eraser';
      const lean = tight.includes(address);
      await giveBack(kind);
      const other = kind === 'eraser' ? 'diffusion' : 'eraser';
      if (lean || kept.get(other)?.loaded.info.runs.lean) await giveBack(other);
      await files.prefetch();
      onLoading();
      const loaded = await loadPack(files, host, { ...options, lean });
      kept.set(kind, { address, loaded });
      return loaded;
    },
  };
}
