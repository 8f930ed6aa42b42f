import { importsOf, resolveImport } from './imports.mjs';
import { layerViolation } from './layers.mjs';
import { visibleText } from './visible-text.mjs';

/** Longest file, in lines. */
export const MAX_LINES = 400;

// Folders of home directories and mounts: such a path is somebody's machine.
const ABSOLUTE = /(?:^|[\s'"`(=])\/(?:work|home|root|mnt|Users|srv)\/[\w.-]+/;

/**
 * Everything wrong with one source file.
 *
 * @param {string} file path from the root, with forward slashes
 * @param {string} source
 * @returns {string[]} one line each, without the file's name
 */
export function fileProblems(file, source) {
  const problems = [];
  const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
  if (lines > MAX_LINES && !file.endsWith('.md')) problems.push(`${lines} lines, ${MAX_LINES} are allowed`);
  source.split('\n').forEach((line, index) => {
    if (ABSOLUTE.test(line)) problems.push(`line ${index + 1}: absolute path`);
  });
  const test = /\.test\.(ts|tsx|mjs)$/.test(file);
  if (/\.(ts|tsx|mjs)$/.test(file) && !test) problems.push(...importProblems(file, source));
  if (/^src\/.*\.tsx?$/.test(file) && !file.startsWith('src/i18n/') && !test) {
    problems.push(
      ...visibleText(source, file.endsWith('x') ? 'tsx' : 'ts').map(
        (text) => `visible text outside the catalogue: ${text}`,
      ),
    );
  }
  return problems;
}

/** @param {string} file @param {string} source */
function importProblems(file, source) {
  return importsOf(source).flatMap(({ specifier, typeOnly, spawn }) => {
    const to = resolveImport(file, specifier);
    const problem =
      to === null
        ? packageViolation(file, specifier, typeOnly)
        : layerViolation(file, to, { typeOnly, spawn });
    return problem ? [`import '${specifier}': ${problem}`] : [];
  });
}

/** Layers that stay free of every package. @param {string} file @param {string} specifier @param {boolean} typeOnly */
function packageViolation(file, specifier, typeOnly) {
  if (typeOnly) return null;
  const bare = ['workers/shared/', 'workers/service/'].find((path) => file.startsWith(path));
  return bare ? `${bare} imports no package (${specifier})` : null;
}

/** @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean, link?: boolean }} LockEntry */

/**
 * Everything in a lockfile that ties it to one registry: addresses belong to whoever installs.
 *
 * @param {{ packages?: Record<string, LockEntry> }} lock
 * @returns {string[]}
 */
export function lockProblems(lock) {
  return Object.entries(lock.packages ?? {}).flatMap(([path, entry]) => {
    if (path === '' || entry.link) return [];
    if (entry.resolved !== undefined) return [`${path}: has a resolved address`];
    // Binaries for other platforms may lack the hash where the lockfile's maker could not see them.
    const complete = entry.version !== undefined && (entry.optional || entry.integrity !== undefined);
    return complete ? [] : [`${path}: has no version or no integrity hash`];
  });
}
