/**
 * One import as written: `specifier`, whether only types come through it, and whether it is a worker's address
 * (`new URL(..., import.meta.url)` or `?worker`), which starts a file and does not import it.
 *
 * @typedef {{ specifier: string, typeOnly: boolean, spawn: boolean }} Import
 */

const STATIC = /^\s*(import|export)\s+(type\s)?(?:[\w*{}\s,$]*?\sfrom\s*)?['"]([^'"\n]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;
const ADDRESS = /new URL\(\s*['"]([^'"\n]+)['"]\s*,\s*import\.meta\.url\s*\)/g;

/**
 * Everything a module imports, in the order of kinds: static, dynamic, addresses.
 *
 * @param {string} source
 * @returns {Import[]}
 */
export function importsOf(source) {
  const code = withoutComments(source);
  /** @type {Import[]} */
  const found = [];
  for (const [, , type, specifier = ''] of code.matchAll(STATIC))
    found.push({ specifier, typeOnly: type !== undefined, spawn: /\?worker\b/.test(specifier) });
  for (const [, specifier = ''] of code.matchAll(DYNAMIC))
    found.push({ specifier, typeOnly: false, spawn: false });
  for (const [, specifier = ''] of code.matchAll(ADDRESS))
    found.push({ specifier, typeOnly: false, spawn: true });
  return found;
}

/**
 * A relative specifier as a path from the root, with forward slashes; null for a package.
 *
 * @param {string} file importing file, relative to the root
 * @param {string} specifier
 */
export function resolveImport(file, specifier) {
  if (!specifier.startsWith('.')) return null;
  const path = specifier.replace(/\?.*$/, '');
  return new URL(path, `file:///${file}`).pathname.slice(1);
}

/**
 * The source with comments blanked, line breaks kept. Strings that hold `//` after a colon (addresses) stay.
 *
 * @param {string} source
 */
export function withoutComments(source) {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}
