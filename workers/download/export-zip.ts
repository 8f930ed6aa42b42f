import { Zip, ZipPassThrough } from 'fflate';
import { LacunaError } from '../shared/errors.ts';
import type { ModelRecord } from '../shared/stored-model.ts';
import { fileIn, openForWriting, type Vault, writeAt } from './vault.ts';

/**
 * Writes a model as one archive: its files as they are, and `lacuna.json` with their hashes. Weights do not compress,
 * so nothing is deflated.
 *
 * @returns the archive, a file of the store that the next export replaces
 * @throws LacunaError `storage-full`, `model-damaged` when a file is gone
 */
export async function exportZip(vault: Vault, record: ModelRecord): Promise<Blob> {
  const handle = await openForWriting(vault.partial, 'export.zip');
  let at = 0;
  try {
    handle.truncate(0);
    let failure: unknown = null;
    const zip = new Zip((error, data) => {
      failure ??= error;
      if (failure) return;
      writeAt(handle, data as Uint8Array<ArrayBuffer>, at);
      at += data.length;
    });
    if (record.manifest) {
      const entry = new ZipPassThrough('lacuna.json');
      zip.add(entry);
      entry.push(new TextEncoder().encode(JSON.stringify(record.manifest, null, 2)), true);
    }
    for (const { path, sha256 } of record.files) {
      if (path === 'lacuna.json') continue;
      const file = sha256 === null ? null : await fileIn(vault.files, sha256);
      if (!file) throw new LacunaError('model-damaged', `${path} is gone`, { what: path });
      const entry = new ZipPassThrough(path);
      zip.add(entry);
      const reader = file.stream().getReader();
      for (let next = await reader.read(); ; next = await reader.read()) {
        entry.push(next.value ?? new Uint8Array(0), next.done);
        if (failure) throw failure;
        if (next.done) break;
      }
    }
    zip.end();
  } finally {
    handle.close();
  }
  const file = await fileIn(vault.partial, 'export.zip');
  if (!file) throw new LacunaError('storage-full', 'the archive is gone', { bytes: at });
  return file;
}
