/**
 * Removes the objects that `python -m lacuna_training.evaluate.removal compose FOLDER` put into photographs, through the
 * page's own engine: `node scripts/eval-removal.mjs FOLDER`. Writes removed.png (as a person gets it) and
 * removed-bare.png (the model alone) into every case; what is there stays.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { fillFile } from './lib/eval-fills.mjs';
import { openPage } from './lib/photo-run.mjs';

const folder = process.argv[2];
if (!folder || !existsSync(join(folder, 'cases.json'))) {
  throw new Error('name the folder that `python -m lacuna_training.evaluate.removal compose` wrote');
}
if (!ensureBuilt()) process.exit(1);
/** @type {{ folder: string, label: string }[]} */
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'));
const base = { intent: 'remove', seed: 1 };
const WAYS = [
  { name: 'removed', options: base },
  { name: 'removed-bare', options: { ...base, detail: false } },
];
const opened = await openPage({
  executablePath: await requireChromium(),
  directory: undefined,
  threads: Math.min(2, cpus().length),
  pack: undefined,
});
try {
  for (const { folder: name, label } of cases) {
    const place = join(folder, name);
    for (const way of WAYS) {
      const target = join(place, `${way.name}.png`);
      if (existsSync(target)) continue;
      const options = { ...way.options, negativePrompt: label };
      const { png } = await fillFile(
        opened.page,
        join(place, 'picture.png'),
        join(place, 'mask.png'),
        options,
      );
      writeFileSync(target, png);
    }
    console.log(`${name}: ${label}`);
  }
} finally {
  await opened.close();
}
