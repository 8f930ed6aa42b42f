/** `npm run package`: dist as one zip. The same input gives the same bytes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { listFiles, root } from './lib/project.mjs';

requireNode();
ensureInstalled();
if (!ensureBuilt()) process.exit(1);
const { zipSync } = await import('fflate');

const TEXT = ['.html', '.js', '.mjs', '.css', '.json', '.svg', '.txt', '.webmanifest', ''];
// The earliest time a zip can hold: no clock in the bytes.
const EPOCH = new Date(1980, 0, 1);

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, 'dist');
/** @type {import('fflate').Zippable} */
const entries = {};
for (const file of listFiles(dist)) {
  const level = TEXT.includes(extname(file)) ? 9 : 0;
  entries[`lacuna-${version}/${file}`] = [readFileSync(join(dist, file)), { level, mtime: EPOCH }];
}
const bytes = zipSync(entries);
const folder = join(root, 'packages');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `lacuna-${version}.zip`), bytes);
console.log(`packages/lacuna-${version}.zip  ${(bytes.length / 2 ** 20).toFixed(1)} MiB`);
