import { LacunaError } from '../shared/errors.ts';
import { openInPlace } from '../shared/open-in-place.ts';
import { MODEL_FOLDER, MODEL_SUBFOLDERS, type ModelRecord } from '../shared/stored-model.ts';

/** The folders of the model store in the origin-private file system. */
export interface Vault {
  readonly records: FileSystemDirectoryHandle;
  readonly files: FileSystemDirectoryHandle;
  readonly partial: FileSystemDirectoryHandle;
  readonly pins: FileSystemDirectoryHandle;
}

/** Opens the store. @throws LacunaError `storage-unavailable` where the browser refuses (private windows, above all) */
export async function openVault(): Promise<Vault> {
  try {
    const root = await navigator.storage.getDirectory();
    const home = await root.getDirectoryHandle(MODEL_FOLDER, { create: true });
    const open = (name: string) => home.getDirectoryHandle(name, { create: true });
    return {
      records: await open(MODEL_SUBFOLDERS.records),
      files: await open(MODEL_SUBFOLDERS.files),
      partial: await open(MODEL_SUBFOLDERS.partial),
      pins: await open(MODEL_SUBFOLDERS.pins),
    };
  } catch (thrown) {
    throw new LacunaError('storage-unavailable', `no storage for models: ${String(thrown)}`);
  }
}

/** A file, or null where there is none. */
export async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  const handle = await folder.getFileHandle(name).catch(() => null);
  return handle ? handle.getFile() : null;
}

/**
 * Opens a file for writing. The lengths that `write` and `truncate` report must be checked: a full quota throws nothing
 * there (crbug.com/541725401); `writeAt` does.
 */
export async function openForWriting(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemSyncAccessHandle> {
  const handle = await folder.getFileHandle(name, { create: true });
  return openInPlace(handle);
}

/** Writes all of `bytes` and makes them last. @throws LacunaError `storage-full` */
export function writeAt(
  handle: FileSystemSyncAccessHandle,
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
): void {
  let written = -1;
  try {
    written = handle.write(bytes, { at });
    handle.flush();
  } catch {
    // older browsers do throw
  }
  if (written !== bytes.length || handle.getSize() < at + bytes.length) {
    throw new LacunaError('storage-full', 'the browser has no room for more', { bytes: bytes.length });
  }
}

/** Replaces a small file as a whole. */
async function writeWhole(folder: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  // Written beside and then moved: a crash leaves the old file or the new one.
  const scratch = `${name}.new`;
  const handle = await openForWriting(folder, scratch);
  try {
    handle.truncate(0);
    writeAt(handle, bytes, 0);
  } finally {
    handle.close();
  }
  await moveFile(folder, scratch, folder, name);
}

/** Moves a file; copies it where the browser cannot move. */
export async function moveFile(
  from: FileSystemDirectoryHandle,
  name: string,
  to: FileSystemDirectoryHandle,
  newName: string,
): Promise<void> {
  const handle = (await from.getFileHandle(name)) as FileSystemFileHandle & {
    move?(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
  };
  if (handle.move) return handle.move(to, newName);
  const source = await handle.getFile();
  const target = await openForWriting(to, newName);
  try {
    target.truncate(0);
    for (let at = 0; at < source.size; at += COPY_BYTES) {
      writeAt(target, new Uint8Array(await source.slice(at, at + COPY_BYTES).arrayBuffer()), at);
    }
  } finally {
    target.close();
  }
  await from.removeEntry(name);
}

const COPY_BYTES = 16 * 2 ** 20;

export function writeJson(folder: FileSystemDirectoryHandle, name: string, value: unknown): Promise<void> {
  return writeWhole(folder, name, JSON.stringify(value));
}

/** A JSON file, or null where there is none or it cannot be read. */
export async function readJson<T>(folder: FileSystemDirectoryHandle, name: string): Promise<T | null> {
  const file = await fileIn(folder, name);
  if (!file) return null;
  try {
    return JSON.parse(await file.text()) as T;
  } catch {
    return null;
  }
}

export async function removeIfThere(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  await folder.removeEntry(name).catch(() => undefined);
}

export function writeRecord(vault: Vault, record: ModelRecord): Promise<void> {
  return writeJson(vault.records, `${record.id}.json`, record);
}

export function readRecord(vault: Vault, id: string): Promise<ModelRecord | null> {
  return readJson<ModelRecord>(vault.records, `${id}.json`);
}

/** All records, by name. */
export async function readRecords(vault: Vault): Promise<readonly ModelRecord[]> {
  const records: ModelRecord[] = [];
  for await (const name of vault.records.keys()) {
    if (!name.endsWith('.json')) continue;
    const record = await readJson<ModelRecord>(vault.records, name);
    if (record?.schema === 1) records.push(record);
  }
  return records.sort((a, b) => a.name.localeCompare(b.name));
}
