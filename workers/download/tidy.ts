import { inQuietStore } from './turn.ts';
import { readRecords, removeIfThere, type Vault } from './vault.ts';
import { journalName, partialKey } from './obtain.ts';

/** Deletes what no model needs: leftovers of imports that were cut off, above all. Waits for nobody. */
export function tidyStore(vault: Vault): Promise<void> {
  return inQuietStore(async () => {
    const kept = new Set<string>();
    const coming = new Set<string>();
    for (const record of await readRecords(vault)) {
      for (const file of record.files) {
        for (const name of [file.sha256, file.sha256 && journalName(file.sha256)]) if (name) kept.add(name);
        const key = partialKey(record.id, file);
        coming.add(key).add(`${key}.json`);
      }
    }
    await keepOnly(vault.files, kept);
    await keepOnly(vault.partial, coming);
  });
}

async function keepOnly(folder: FileSystemDirectoryHandle, names: ReadonlySet<string>): Promise<void> {
  const all: string[] = [];
  for await (const name of folder.keys()) all.push(name);
  for (const name of all) if (!names.has(name)) await removeIfThere(folder, name);
}
