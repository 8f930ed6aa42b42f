import { storedId } from '../../shared/stored-model.ts';
import { openPackFiles, type PackFiles } from '../models/pack-files.ts';
import type { FileStore } from '../models/store.ts';
import { openStoredFiles } from '../models/stored-files.ts';
import { packAddress } from './pack-address.ts';

/**
 * The files of a pack: of our own origin, or of the store of models that people brought.
 *
 * @param pack an embedded pack's id, a folder relative to the page, or `stored:<id>`
 * @param onBytes loaded and total bytes of what is fetched
 */
export function openPack(
  store: FileStore,
  baseUrl: string,
  pack: string,
  onBytes: (loaded: number, total: number) => void,
): Promise<PackFiles> {
  const id = storedId(pack);
  return id === null ? openPackFiles(store, packAddress(pack, baseUrl), onBytes) : openStoredFiles(id);
}
