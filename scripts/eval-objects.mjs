/**
 * Objects in photographs, through the page's own engine; what is there stays.
 *
 *   node scripts/eval-objects.mjs remove FOLDER
 *     for `python -m lacuna_training.evaluate.removal compose FOLDER`: removed.png (as a person gets it) and
 *     removed-bare.png (the model alone) in every case
 *   node scripts/eval-objects.mjs add FOLDER
 *     for `python -m lacuna_training.evaluate.adherence compose FOLDER`: added.png (with the object's name as the
 *     prompt) and added-unasked.png (the same without)
 *
 *   --site DIR      serve this build instead of dist
 *   --minutes N     stop after so long; the next run goes on
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { fillFile } from './lib/eval-fills.mjs';
import { openPage } from './lib/photo-run.mjs';

const { positionals, values: flags } = parseArgs({
  allowPositionals: true,
  options: { site: { type: 'string' }, minutes: { type: 'string' } },
});
const [action, folder] = positionals;
const seed = 1;
/** @type {Readonly<Record<string, readonly { name: string, picture: string, options: (label: string) => object }[]>>} */
const WAYS = {
  remove: [
    {
      name: 'removed',
      picture: 'picture',
      options: (label) => ({ seed, intent: 'remove', negativePrompt: label }),
    },
    {
      name: 'removed-bare',
      picture: 'picture',
      options: (label) => ({ seed, intent: 'remove', negativePrompt: label, detail: false }),
    },
  ],
  add: [
    { name: 'added', picture: 'truth', options: (label) => ({ seed, intent: 'add', prompt: label }) },
    { name: 'added-unasked', picture: 'truth', options: () => ({ seed, intent: 'add' }) },
  ],
};
const ways = WAYS[action ?? ''];
if (!ways || !folder || !existsSync(join(folder, 'cases.json'))) {
  throw new Error('remove or add, and the folder that lacuna_training.evaluate wrote');
}
if (!flags.site && !ensureBuilt()) process.exit(1);
/** @type {{ folder: string, label: string }[]} */
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'));
const end = Date.now() + 60_000 * Number(flags.minutes ?? Number.POSITIVE_INFINITY);
const opened = await openPage({
  executablePath: await requireChromium(),
  directory: flags.site,
  threads: Math.min(2, cpus().length),
  pack: undefined,
});
try {
  for (const { folder: name, label } of cases) {
    const place = join(folder, name);
    if (Date.now() > end) break;
    for (const way of ways) {
      const target = join(place, `${way.name}.png`);
      if (existsSync(target)) continue;
      const picture = join(place, `${way.picture}.png`);
      const { png } = await fillFile(opened.page, picture, join(place, 'mask.png'), way.options(label));
      writeFileSync(target, png);
    }
    console.log(`${name}: ${label}`);
  }
} finally {
  await opened.close();
}
