/**
 * A pack of one's own in the page: imports its folder as a person does (Models, from this machine), fills a round hole in
 * the middle of each picture with it and with the embedded pack.
 *
 *   node scripts/try-pack.mjs PACK PICTURE... [--site DIR] [--out DIR]
 *
 * Writes NAME.png for every picture (hole, embedded pack, own pack, truth side by side) to test-results/try-pack.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { openPage } from './lib/photo-run.mjs';
import { decodePixels, writePixels } from './lib/png.mjs';
import { root } from './lib/project.mjs';
import { marked, sideBySide } from './lib/side-by-side.mjs';

const HOLE = 0.36;
const IMPORT_MS = 120_000;

const { positionals, values: flags } = parseArgs({
  allowPositionals: true,
  options: { site: { type: 'string' }, out: { type: 'string' } },
});
const [pack, ...pictures] = positionals;
if (!pack || pictures.length === 0) throw new Error('name a pack and pictures');
if (!flags.site && !ensureBuilt()) process.exit(1);
const out = flags.out ?? join(root, 'test-results', 'try-pack');
mkdirSync(out, { recursive: true });
const opened = await openPage({
  executablePath: await requireChromium(),
  directory: flags.site,
  threads: 2,
  pack: undefined,
});
const { page } = opened;
try {
  const { name } = JSON.parse(readFileSync(join(pack, 'lacuna.json'), 'utf8'));
  await page.getByTestId('open-input').setInputFiles(/** @type {string} */ (pictures[0]));
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('button', { name: 'Manage models' }).click();
  await page.getByTestId('model-folder-input').setInputFiles(resolve(pack));
  const row = page
    .getByRole('region', { name: 'Your models' })
    .getByRole('listitem')
    .filter({ hasText: name });
  await row.filter({ hasText: 'Ready' }).waitFor({ timeout: IMPORT_MS });
  console.log(`${name}: imported`);
  const models = [undefined, `stored:${basename(resolve(pack)).toLowerCase()}`];
  for (const picture of pictures) {
    const image = readFileSync(picture).toString('base64');
    const done = await page.evaluate(fillAll, { image, share: HOLE, models });
    const [truth, mask, ...fills] = done.pngs.map((png) => decodePixels(Buffer.from(png, 'base64')));
    if (!truth || !mask) throw new Error('no picture came back');
    const target = join(out, `${basename(picture, extname(picture))}.png`);
    writePixels(target, sideBySide([marked(truth, mask), ...fills, truth]));
    console.log(`${target}: ${done.seconds.map((value) => value.toFixed(1)).join(' and ')} s`);
  }
} finally {
  await opened.close();
}

/** Runs in the page. @param {{ image: string, share: number, models: (string | undefined)[] }} job */
async function fillAll({ image, share, models }) {
  const { lacuna, bench } = /** @type {any} */ (window);
  const photo = bench.toBlob(image);
  const bitmap = await createImageBitmap(photo, { colorSpaceConversion: 'none' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  const truth = await canvas.convertToBlob();
  context.fillStyle = 'black';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'white';
  const radius = (share / 2) * Math.min(canvas.width, canvas.height);
  context.ellipse(canvas.width / 2, canvas.height / 2, radius, radius, 0, 0, 2 * Math.PI);
  context.fill();
  const mask = await canvas.convertToBlob();
  const pngs = [await bench.toText(truth), await bench.toText(mask)];
  const seconds = [];
  for (const model of models) {
    const choice = model === undefined ? {} : { model };
    const { candidates, timings } = await lacuna.fill({
      image: truth,
      mask,
      seed: 1,
      intent: 'remove',
      ...choice,
    });
    pngs.push(await bench.toText(candidates.at(-1).image));
    seconds.push(timings.totalMs / 1000);
  }
  return { pngs, seconds };
}
