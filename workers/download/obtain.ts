import type { DownloadOptions } from '../shared/download-protocol.ts';
import { LacunaError } from '../shared/errors.ts';
import type { ModelFile, ModelRecord } from '../shared/stored-model.ts';
import { checkedJournal, emptyJournal, type Journal } from './chunks.ts';
import { fetchFile } from './fetch-file.ts';
import { gitBlobId, hashFile } from './hash-file.ts';
import { hubFileUrl } from './hub.ts';
import { inFileTurn } from './turn.ts';
import { fileIn, moveFile, readJson, removeIfThere, type Vault, writeJson } from './vault.ts';

/** Where one file of a model is fetched from. @throws LacunaError `model-import-again` for one of this machine */
export function addressOf(record: ModelRecord, path: string): string {
  const { source } = record;
  switch (source.kind) {
    case 'hub':
      return hubFileUrl(source, record.commit ?? source.revision, path);
    case 'url': {
      if (source.url.endsWith('.onnx')) return source.url;
      return new URL(path, source.url.endsWith('/') ? source.url : `${source.url}/`).href;
    }
    case 'import':
      throw new LacunaError('model-import-again', `${record.name} came from this machine`, {
        name: source.name,
      });
  }
}

/** What happens to a file while it is brought in; both are called with the bytes done so far. */
export interface ObtainHooks {
  onFetched(present: number): void;
  onHashed(read: number): void;
}

/**
 * Brings one file into the store: fetched chunk by chunk, hashed as a whole, and only then moved to where models are
 * read from, under its SHA-256. A file that is there already, from whatever model, is not fetched; one that another
 * model is fetching is waited for.
 *
 * @returns the file with its SHA-256
 * @throws LacunaError `model-damaged` when the bytes are not those announced, twice; and what `fetchFile` throws
 */
export function obtainFile(
  vault: Vault,
  record: ModelRecord,
  file: ModelFile,
  options: DownloadOptions,
  signal: AbortSignal,
  hooks: ObtainHooks,
): Promise<ModelFile> {
  const key = partialKey(record.id, file);
  return inFileTurn(key, signal, async () => {
    if (await isKept(vault, file)) {
      hooks.onFetched(file.bytes);
      return file;
    }
    const request = { url: addressOf(record, file.path), bytes: file.bytes, key };
    for (let attempt = 0; ; attempt++) {
      await fetchFile(vault.partial, request, options, signal, hooks.onFetched);
      const sha256 = await adopt(vault, key, file, signal, hooks.onHashed);
      if (sha256 !== null) return { ...file, sha256 };
      await dropPartial(vault, key);
      if (attempt > 0) {
        throw new LacunaError('model-damaged', `${file.path} is not what it should be`, { what: file.path });
      }
    }
  });
}

/** True when a file is in the store, whole. */
export async function isKept(vault: Vault, file: ModelFile): Promise<boolean> {
  return file.sha256 !== null && (await fileIn(vault.files, file.sha256))?.size === file.bytes;
}

/** Moves a whole file out of `partial` if it is what it should be; its SHA-256, or null. */
async function adopt(
  vault: Vault,
  key: string,
  file: ModelFile,
  signal: AbortSignal,
  onBytes: (read: number) => void,
): Promise<string | null> {
  const whole = await fileIn(vault.partial, key);
  if (!whole || whole.size !== file.bytes) return null;
  const { sha256, chunks } = await hashFile(whole, onBytes, signal);
  if (file.sha256 !== null && file.sha256 !== sha256) return null;
  if (file.gitSha1 !== null && (await gitBlobId(whole)) !== file.gitSha1) return null;
  await moveFile(vault.partial, key, vault.files, sha256);
  await writeJson(vault.files, journalName(sha256), { size: file.bytes, chunks } satisfies Journal);
  await removeIfThere(vault.partial, `${key}.json`);
  return sha256;
}

/**
 * Reads a kept file again. One that differs goes back among those on their way, without its bad chunks, so that only
 * they are fetched.
 *
 * @returns true when it is intact
 */
export async function recheckFile(
  vault: Vault,
  record: ModelRecord,
  file: ModelFile,
  signal: AbortSignal,
  onBytes: (read: number) => void,
): Promise<boolean> {
  const kept = file.sha256 === null ? null : await fileIn(vault.files, file.sha256);
  if (!kept || file.sha256 === null) return false;
  const { sha256, chunks } = await hashFile(kept, onBytes, signal);
  if (kept.size === file.bytes && sha256 === file.sha256) return true;
  const known = checkedJournal(await readJson(vault.files, journalName(file.sha256)), file.bytes);
  const good = (known ?? emptyJournal(file.bytes)).chunks.map((digest, i) =>
    digest === chunks[i] ? digest : null,
  );
  const key = partialKey(record.id, file);
  await dropPartial(vault, key);
  if (kept.size === file.bytes) {
    await moveFile(vault.files, file.sha256, vault.partial, key);
    await writeJson(vault.partial, `${key}.json`, { size: file.bytes, chunks: good } satisfies Journal);
  } else {
    await removeIfThere(vault.files, file.sha256);
  }
  return false;
}

/** Name of the list of chunk hashes beside a kept file. */
export function journalName(sha256: string): string {
  return `${sha256}.json`;
}

/** Files of known content share their name, so that two models never fetch the same one. */
export function partialKey(id: string, file: ModelFile): string {
  return file.sha256 ?? `${id}--${file.path.replace(/\//g, '--')}`;
}

export async function dropPartial(vault: Vault, key: string): Promise<void> {
  await removeIfThere(vault.partial, key);
  await removeIfThere(vault.partial, `${key}.json`);
}
