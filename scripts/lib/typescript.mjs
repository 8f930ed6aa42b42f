import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './project.mjs';

/**
 * A TypeScript module, whatever the version of Node: Vite strips its types.
 *
 * @param {string} path from the root
 * @returns {Promise<any>} its exports; name their type where it is used
 */
export async function importTypeScript(path) {
  const { module } = await runnerImport(join(root, path), { configFile: false, root, logLevel: 'error' });
  return module;
}
