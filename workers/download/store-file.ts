import { createSHA256 } from 'hash-wasm';
import { LacunaError } from '../shared/errors.ts';
import type { ModelFile } from '../shared/stored-model.ts';
import { digestOf, inChunks, type Journal } from './chunks.ts';
import type { LocalSource } from './local-source.ts';
import { journalName } from './obtain.ts';
import { fileIn, moveFile, openForWriting, removeIfThere, type Vault, writeAt, writeJson } from './vault.ts';

/**
 * Copies a local file into the store under its SHA-256; it is read once, chunk by chunk.
 *
 * @param scratch name of the file while it is on its way
 * @param onBytes bytes of it that are here
 * @throws LacunaError `storage-full`, `model-unsupported` for a damaged archive, `model-file-unreadable`; the
 * signal's reason when aborted
 */
export async function storeLocalFile(
  vault: Vault,
  source: LocalSource,
  scratch: string,
  signal: AbortSignal,
  onBytes: (stored: number) => void,
): Promise<ModelFile> {
  const { path, bytes } = source;
  const whole = await createSHA256();
  const chunks: string[] = [];
  let at = 0;
  const handle = await openForWriting(vault.partial, scratch);
  try {
    handle.truncate(0);
    for await (const chunk of inChunks(await source.open())) {
      signal.throwIfAborted();
      writeAt(handle, chunk, at);
      whole.update(chunk);
      chunks.push(await digestOf(chunk));
      at += chunk.length;
      onBytes(at);
    }
  } catch (thrown) {
    handle.close();
    await removeIfThere(vault.partial, scratch);
    // A file that changes while it is read fails with an error of the browser's own.
    throw thrown instanceof DOMException && !signal.aborted ? changed(path) : thrown;
  }
  handle.close();
  if (at !== bytes) throw changed(path);
  const sha256 = whole.digest('hex');
  if ((await fileIn(vault.files, sha256))?.size === bytes) await removeIfThere(vault.partial, scratch);
  else await moveFile(vault.partial, scratch, vault.files, sha256);
  await writeJson(vault.files, journalName(sha256), { size: bytes, chunks } satisfies Journal);
  return { path, bytes, sha256, gitSha1: null };
}

function changed(path: string): LacunaError {
  return new LacunaError('model-file-unreadable', `${path} could not be read to its end`, { what: path });
}
