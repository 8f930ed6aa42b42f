/** Part of `npm run check:size`: files that hosts would refuse, and the weights in the repository. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, root } from './lib/project.mjs';

// Static hosts refuse files of 25 MiB.
const LARGEST_FILE = 24 * 2 ** 20;
const ALL_WEIGHTS = 36e6;

/** @param {string} folder */
function sizes(folder) {
  return listFiles(join(root, folder)).map((file) => ({
    file,
    bytes: statSync(join(root, folder, file)).size,
  }));
}

const dist = sizes('dist');
const weights = sizes('public/models').reduce((sum, { bytes }) => sum + bytes, 0);
const problems = dist
  .filter(({ bytes }) => bytes > LARGEST_FILE)
  .map(({ file, bytes }) => `dist/${file}: ${bytes} bytes, at most ${LARGEST_FILE}`);
if (dist.length === 0) problems.push('dist is empty: run npm run build');
if (weights > ALL_WEIGHTS) problems.push(`public/models: ${weights} bytes, at most ${ALL_WEIGHTS}`);

const largest = dist.reduce((most, entry) => (entry.bytes > most.bytes ? entry : most), {
  file: '',
  bytes: 0,
});
console.log(`largest file in dist: ${largest.file}, ${(largest.bytes / 2 ** 20).toFixed(2)} MiB of 24`);
console.log(`public/models: ${(weights / 1e6).toFixed(2)} MB of 36`);
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
