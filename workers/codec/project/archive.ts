import { unzipSync, type Zippable, zipSync } from 'fflate';
import { LacunaError } from '../../shared/errors.ts';

/** Most that an archive may hold: entries, bytes inflated, and how much larger than packed one may be. */
const MAX_ENTRIES = 1000;
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
  let entries = 0;
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        entries++;
        total += originalSize;
        if (entries > MAX_ENTRIES || total > MAX_BYTES) throw tooLarge();
        if (originalSize > SMALL && originalSize > size * MAX_RATIO) throw tooLarge();
        return NAME.test(name);
      },
    });
    return new Map(Object.entries(files) as [string, Uint8Array<ArrayBuffer>][]);
  } catch (thrown) {
    if (thrown instanceof LacunaError) throw thrown;
    throw new LacunaError('project-damaged', `the archive cannot be read: ${String(thrown)}`);
  }
}

function tooLarge(): LacunaError {
  return new LacunaError('project-too-large', 'the archive holds more than a project can', {
    limitEntries: MAX_ENTRIES,
    limitBytes: MAX_BYTES,
  });
}
