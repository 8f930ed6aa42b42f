import type { PackManifest } from '../../shared/catalog.ts';
import { parseIndex, parseManifest } from '../../shared/manifest.ts';
import type { FileStore } from '../models/store.ts';
import { packAddress } from './pack-address.ts';

/**
 * The embedded packs' manifests, best first. One that cannot be read is left out, and said so on the console; throws
 * its `pack-*` error when no other is left.
 *
 * @param baseUrl folder that holds `models/`
 */
export async function listPacks(store: FileStore, baseUrl: string): Promise<readonly PackManifest[]> {
  const index = parseIndex(await store.json(new URL('models/index.json', baseUrl).href));
  const read = async (id: string) =>
    parseManifest(await store.json(new URL('lacuna.json', packAddress(id, baseUrl)).href));
  const packs: PackManifest[] = [];
  let failure: unknown = null;
  for (const [i, result] of (await Promise.allSettled(index.packs.map(read))).entries()) {
    if (result.status === 'fulfilled') {
      packs.push(result.value);
      continue;
    }
    failure = result.reason;
    console.warn(`pack ${index.packs[i]} is left out:`, result.reason);
  }
  if (packs.length === 0 && failure !== null) throw failure;
  return packs;
}
