import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What a file of JSON lines holds; nothing where there is no file. @param {string} path @returns {any[]} */
export function readLines(path) {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** @param {string} path @param {object} value */
export function appendLine(path, value) {
  appendFileSync(path, `${JSON.stringify(value)}\n`);
}
