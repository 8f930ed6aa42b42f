import { LacunaError } from '../shared/errors.ts';
import type { ModelRecord } from '../shared/stored-model.ts';
import { fileIn, type Vault } from './vault.ts';
import { writeZip } from './zip-write.ts';

/**
 * A model as one archive: its files as they are, and `lacuna.json` with their hashes. It is put together from the
 * store's own files and takes no room beside them.
 *
 * @throws LacunaError `model-damaged` when a file is gone
 */
export async function exportZip(vault: Vault, record: ModelRecord): Promise<Blob> {
  const files: { path: string; file: Blob }[] = [];
  if (record.manifest) {
    files.push({ path: 'lacuna.json', file: new Blob([JSON.stringify(record.manifest, null, 2)]) });
  }
  for (const { path, sha256 } of record.files) {
    if (path === 'lacuna.json' && record.manifest) continue;
    const file = sha256 === null ? null : await fileIn(vault.files, sha256);
    if (!file) throw new LacunaError('model-damaged', `${path} is gone`, { what: path });
    files.push({ path, file });
  }
  return writeZip(files);
}
