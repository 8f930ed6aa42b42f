import { type UnzipFileInfo, unzipSync, type Zippable, zipSync } from 'fflate';
import { LacunaError } from '../../shared/errors.ts';
import { MAX_ENTRIES } from './limits.ts';

/** Most that an archive may hold beside its number of entries: bytes inflated, and how much larger than packed one may be. */
const MAX_BYTES = 2e9;
const MAX_RATIO = 100;
/** Below this many bytes any ratio is harmless. */
const SMALL = 1 << 20;

/** Names of our own making alone: no way up, no absolute path, nothing that a system reads otherwise. */
const NAME = /^(?!.*\.\.)[a-z0-9][a-z0-9._-]*(\/[a-z0-9._-]+){0,3}$/i;

/** A file of an archive; what is compressed already is stored. */
export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly compress?: boolean;
}

/** A ZIP of the entries in their order; the first one can be found by its place (OpenRaster's `mimetype`). */
export function writeArchive(entries: readonly ArchiveEntry[]): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  for (const { name, bytes, compress } of entries) {
    // A fixed date: the same document gives the same file.
    files[name] = [bytes, { level: compress ? 6 : 0, mtime: new Date(1980, 0, 1) }];
  }
  return zipSync(files) as Uint8Array<ArrayBuffer>;
}

/**
 * The files of an archive.
 *
 * @throws LacunaError `project-damaged`, `project-too-large`
 */
export function readArchive(bytes: Uint8Array<ArrayBuffer>): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  const check = limitCheck();
  try {
    const files = unzipSync(bytes, {
      filter(entry) {
        check(entry);
        return NAME.test(entry.name);
      },
    });
    return new Map(Object.entries(files) as [string, Uint8Array<ArrayBuffer>][]);
  } catch (thrown) {
    if (thrown instanceof LacunaError) throw thrown;
    throw new LacunaError('project-damaged', `the archive cannot be read: ${String(thrown)}`);
  }
}

/** Throws `project-too-large` for an archive that `readArchive` would refuse as such; inflates nothing. */
export function checkArchive(bytes: Uint8Array<ArrayBuffer>): void {
  const check = limitCheck();
  unzipSync(bytes, {
    filter(entry) {
      check(entry);
      return false;
    },
  });
}

/** To be asked of each entry in turn: throws at the first one that is too much. */
function limitCheck(): (entry: UnzipFileInfo) => void {
  let entries = 0;
  let total = 0;
  return ({ size, originalSize }) => {
    entries++;
    total += originalSize;
    if (entries > MAX_ENTRIES || total > MAX_BYTES) throw tooLarge();
    if (originalSize > SMALL && originalSize > size * MAX_RATIO) throw tooLarge();
  };
}

function tooLarge(): LacunaError {
  return new LacunaError('project-too-large', 'the archive holds more than a project can', {
    limitEntries: MAX_ENTRIES,
    limitBytes: MAX_BYTES,
  });
}
