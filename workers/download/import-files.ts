import { Unzip, UnzipInflate } from 'fflate';
import type { LocalFile } from '../shared/download-protocol.ts';
import { LacunaError } from '../shared/errors.ts';
import type { ModelFile } from '../shared/stored-model.ts';
import type { Journal } from './chunks.ts';
import { hashFile } from './hash-file.ts';
import { journalName } from './obtain.ts';
import { fileIn, moveFile, openForWriting, removeIfThere, type Vault, writeAt, writeJson } from './vault.ts';

/** A local model with more files, or more bytes, is none. */
const MOST_FILES = 1000;
const MOST_BYTES = 16e9;

/** The files without the one folder that holds them all. */
export function withoutTopFolder(files: readonly LocalFile[]): readonly LocalFile[] {
  const first = files[0]?.path.split('/')[0];
  const shared = first !== undefined && files.every(({ path }) => path.startsWith(`${first}/`));
  // A component's own folder is no wrapping.
  if (!shared || /^(unet|vae_encoder|vae_decoder|text_encoder|tokenizer|scheduler)$/.test(first))
    return files;
  return files.map(({ path, file }) => ({ path: path.slice(first.length + 1), file }));
}

/** Copies a local file into the store under its SHA-256. @throws LacunaError `storage-full` */
export async function storeLocalFile(vault: Vault, local: LocalFile): Promise<ModelFile> {
  const path = local.path;
  const file = local.file as Blob;
  const { sha256, chunks } = await hashFile(file, () => undefined);
  if ((await fileIn(vault.files, sha256))?.size !== file.size) {
    const scratch = `import--${sha256}`;
    await writeStream(vault, scratch, file.stream());
    await moveFile(vault.partial, scratch, vault.files, sha256);
  }
  await writeJson(vault.files, journalName(sha256), { size: file.size, chunks } satisfies Journal);
  return { path, bytes: file.size, sha256, gitSha1: null };
}

async function writeStream(
  vault: Vault,
  name: string,
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const handle = await openForWriting(vault.partial, name);
  let done = false;
  try {
    handle.truncate(0);
    let at = 0;
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      writeAt(handle, next.value, at);
      at += next.value.length;
    }
    done = true;
  } finally {
    handle.close();
    if (!done) await removeIfThere(vault.partial, name);
  }
}

/** A folder of unpacked files that is gone when nobody needs it any more. */
export interface Unpacked {
  readonly files: readonly LocalFile[];
  dispose(): Promise<void>;
}

/**
 * Unpacks an archive into scratch files, piece by piece, so that its size does not matter to the memory.
 *
 * @throws LacunaError `model-unsupported` for what is no archive, or one with too much in it; `storage-full`
 */
export async function unpackZip(vault: Vault, archive: Blob): Promise<Unpacked> {
  const entries: { readonly path: string; readonly scratch: string }[] = [];
  const open = new Map<string, { handle: FileSystemSyncAccessHandle; at: number }>();
  const dispose = async (): Promise<void> => {
    for (const { handle } of open.values()) handle.close();
    for (const { scratch } of entries) await removeIfThere(vault.partial, scratch);
  };
  let total = 0;
  let failure: unknown = null;
  /** Entries whose file is being opened: fflate calls back at once, the file system answers later. */
  const queue: (() => Promise<void>)[] = [];
  const unzip = new Unzip((entry) => {
    if (entry.name.endsWith('/')) return;
    const scratch = `unzip--${entries.length}`;
    if (entries.length >= MOST_FILES) failure ??= tooMuch();
    if (failure) return;
    entries.push({ path: entry.name, scratch });
    entry.ondata = (error, data) => {
      failure ??= error;
      total += data.length;
      if (total > MOST_BYTES) failure ??= tooMuch();
      const copy = data.slice() as Uint8Array<ArrayBuffer>;
      queue.push(async () => {
        const target = open.get(scratch) ?? { handle: await openForWriting(vault.partial, scratch), at: 0 };
        if (!open.has(scratch)) target.handle.truncate(0);
        open.set(scratch, target);
        if (copy.length > 0) writeAt(target.handle, copy, target.at);
        target.at += copy.length;
      });
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    const reader = archive.stream().getReader();
    for (let next = await reader.read(); ; next = await reader.read()) {
      unzip.push(next.value ?? new Uint8Array(0), next.done);
      for (let job = queue.shift(); job; job = queue.shift()) await job();
      if (failure) throw failure;
      if (next.done) break;
    }
    if (entries.length === 0) throw notAnArchive();
    for (const { handle } of open.values()) handle.close();
    open.clear();
    const files: LocalFile[] = [];
    for (const { path, scratch } of entries) {
      const file = await fileIn(vault.partial, scratch);
      if (file) files.push({ path, file });
    }
    return { files, dispose };
  } catch (thrown) {
    await dispose();
    throw thrown instanceof LacunaError ? thrown : notAnArchive(thrown);
  }
}

function tooMuch(): LacunaError {
  return new LacunaError(
    'model-unsupported',
    `an archive of more than ${MOST_FILES} files or ${MOST_BYTES} bytes`,
    {
      what: 'zip',
    },
  );
}

function notAnArchive(reason?: unknown): LacunaError {
  return new LacunaError(
    'model-unsupported',
    `the archive cannot be read: ${String(reason ?? 'it is empty')}`,
    {
      what: 'zip',
    },
  );
}
