import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A document with the text between a section's two marks replaced; without marks the section goes to the end.
 *
 * @param {string} document
 * @param {string} name
 * @param {string} text
 */
export function replaceSection(document, name, text) {
  const start = `<!-- ${name}: generated -->`;
  const end = `<!-- ${name}: end -->`;
  const block = `${start}\n${text.trim()}\n${end}`;
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from < 0 || to < from) return `${document.trimEnd()}\n\n${block}\n`;
  return document.slice(0, from) + block + document.slice(to + end.length);
}

/**
 * Writes a generated section into a file.
 *
 * @param {string} path
 * @param {string} name
 * @param {string} text
 * @param {string} title text of a new file
 */
export function writeSection(path, name, text, title) {
  const document = existsSync(path) ? readFileSync(path, 'utf8') : title;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, replaceSection(document, name, text));
}

/**
 * A table in Markdown.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export function table(head, rows) {
  const line = (/** @type {readonly (string | number)[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
