import { LacunaError } from '../../shared/errors.ts';
import type { PackInfo } from '../../shared/protocol.ts';
import { type LoadedPack, type LoadOptions, loadPack } from '../models/load.ts';
import type { DiffusionPack } from '../models/pack.ts';
import { openPackFiles } from '../models/pack-files.ts';
import type { FileStore } from '../models/store.ts';
import type { SessionHost } from '../runtime/session.ts';

/** What `acquire` is doing: fetching bytes, then creating sessions. */
export interface PoolReport {
  onBytes(loaded: number, total: number): void;
  onLoading(): void;
}

/** Keeps the sessions of one pack: models are big, and the next fill most often wants the same one. */
export interface SessionPool {
  /** The pack at a folder's URL, loaded now unless it is the one in memory; any other is released first. */
  acquire(
    folder: string,
    report: PoolReport,
  ): Promise<{ readonly pack: DiffusionPack; readonly info: PackInfo }>;
}

export function createSessionPool(
  store: FileStore,
  host: Omit<SessionHost, 'addRunMs'>,
  options: LoadOptions,
): SessionPool {
  let current: { readonly folder: string; readonly loaded: LoadedPack } | null = null;

  return {
    async acquire(folder, report) {
      // Sessions of a lost device answer nonsense or nothing: this worker is to be replaced.
      if (host.isLost()) throw new LacunaError('device-lost', 'the GPU device was lost');
      if (current?.folder === folder) return current.loaded;
      await current?.loaded.release();
      current = null;
      const files = await openPackFiles(store, folder, report.onBytes);
      await files.prefetch();
      report.onLoading();
      const loaded = await loadPack(files, host, options);
      current = { folder, loaded };
      return loaded;
    },
  };
}
