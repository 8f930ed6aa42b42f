import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * All files below a folder, sorted, as paths relative to it with forward slashes. A missing folder has none.
 *
 * @param {string} folder absolute
 * @returns {string[]}
 */
export function listFiles(folder) {
  const found = [];
  const pending = [folder];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    if (!statSync(current, { throwIfNoEntry: false })?.isDirectory()) continue;
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      if (entry.name === 'node_modules') continue;
      const path = join(current, entry.name);
      if (entry.isDirectory()) pending.push(path);
      else found.push(relative(folder, path).replaceAll('\\', '/'));
    }
  }
  return found.sort();
}
