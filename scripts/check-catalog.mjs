/**
 * `node scripts/check-catalog.mjs`: asks a hub about every known public model. What is pinned must still be there, file
 * by file, with the same sizes and hashes; what is not must be a model that the page can recognise.
 *
 *   --hub URL   another hub, or a mirror (https://huggingface.co)
 *   --pin       write what the hub tells now as the pins of the models that have none
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCatalog } from './lib/catalog.mjs';
import { root } from './lib/project.mjs';

const PINS = join(root, 'workers/shared/known-pins.json');

const { values } = parseArgs({
  options: {
    hub: { type: 'string', default: 'https://huggingface.co' },
    pin: { type: 'boolean', default: false },
  },
});
const rows = await checkCatalog(values.hub);
for (const { name, license, told, commit, files, size, pinned, problem } of rows) {
  const facts = problem ?? `${commit?.slice(0, 7)}, ${files.length} files, ${(size / 1e9).toFixed(2)} GB`;
  console.log(
    `${name}: ${pinned ? 'pinned' : 'unpinned'}, ${facts}; licence ${license}, the hub says ${told || 'nothing'}`,
  );
}
if (values.pin) {
  const pins = JSON.parse(readFileSync(PINS, 'utf8'));
  for (const { id, commit, files, pinned, problem } of rows)
    if (!pinned && !problem) pins[id] = { commit, files };
  writeFileSync(PINS, `${JSON.stringify(pins, null, 2)}\n`);
}
const failed = rows.filter(({ problem }) => problem !== null).length;
console.log(`${rows.length - failed} of ${rows.length} as they should be`);
process.exitCode = failed > 0 ? 1 : 0;
