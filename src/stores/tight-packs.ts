import type { TightPacks } from '../engine-client/client.ts';
import { readStored, writeStored } from '../lib/local-storage.ts';

const KEY = 'lacuna.tight-packs';
const MOST = 50;

/** Models that did not fit into this device's memory as a whole, remembered between visits. */
export const tightPacks: TightPacks = {
  read() {
    const stored = readStored(KEY);
    return Array.isArray(stored) ? stored.filter((pack) => typeof pack === 'string') : [];
  },
  add(pack) {
    const others = this.read().filter((other) => other !== pack);
    writeStored(KEY, [pack, ...others].slice(0, MOST));
  },
};
