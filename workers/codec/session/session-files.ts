import type { ByteSource } from '../../shared/bytes.ts';
import { LacunaError } from '../../shared/errors.ts';
import { openInPlace } from '../../shared/open-in-place.ts';

/** What a session is of. `version` counts the forms in which sessions were ever kept. */
export interface SessionMeta {
  readonly version: number;
  readonly name: string;
  readonly type: string;
  /** Bytes of the opened file. */
  readonly size: number;
}

/** Bytes of the source that are read and written at once. */
const PIECE_BYTES = 4 << 20;

/**
 * Copies the opened file.
 *
 * @throws LacunaError `storage-full`
 */
export async function writeSource(folder: FileSystemDirectoryHandle, file: ByteSource): Promise<void> {
  await writeWhole(folder, 'source', async (write) => {
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      write(new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer()));
    }
  });
}

/** Writes what the session is of: from then on it counts. */
export async function writeMeta(folder: FileSystemDirectoryHandle, meta: SessionMeta): Promise<void> {
  await writeWhole(folder, 'meta.json', async (write) =>
    write(new TextEncoder().encode(JSON.stringify(meta))),
  );
}

/** What a session is of; null where it was never whole. */
export async function readMeta(folder: FileSystemDirectoryHandle): Promise<SessionMeta | null> {
  try {
    const text = await (await (await folder.getFileHandle('meta.json')).getFile()).text();
    const { version, name, type, size } = JSON.parse(text) as SessionMeta;
    const source = await (await folder.getFileHandle('source')).getFile();
    return source.size === size && Number.isInteger(version)
      ? { version, name: String(name), type: String(type), size }
      : null;
  } catch {
    return null;
  }
}

async function writeWhole(
  folder: FileSystemDirectoryHandle,
  name: string,
  produce: (write: (bytes: Uint8Array<ArrayBuffer>) => void) => Promise<void>,
): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  const handle = await openInPlace(file);
  let at = 0;
  try {
    handle.truncate(0);
    await produce((bytes) => {
      // A full disk answers a wrong count without an error.
      if (handle.write(bytes, { at }) !== bytes.length) throw full();
      at += bytes.length;
    });
    handle.flush();
    if (handle.getSize() !== at) throw full();
  } catch (thrown) {
    throw (thrown as { name?: unknown }).name === 'QuotaExceededError' ? full() : thrown;
  } finally {
    handle.close();
  }
}

function full(): LacunaError {
  return new LacunaError('storage-full', 'there is no room to keep the picture');
}
