/**
 * `npm run bench:full-size -- PACK`: a pack of real size through import, verification, load and one step, in the page.
 *
 *   PACK                 folder made by tools/convert/convert.py
 *   --provider wasm|webgpu   wasm by default; webgpu takes whatever adapter there is, the software one too
 *   --optimize all|basic|disabled   in place of the usual choice
 *   --layout NCHW|NHWC     order of axes on a GPU
 *   --software           start the browser with a software adapter
 *   --native             at the pack's own size; else one step at 8 x 8 latents, which uses every weight
 *   --once               import, load and one step: not verified, no second step; where a step takes minutes
 *   --write              into docs/benchmarks.md
 */
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { watchPeak } from './lib/bench-held.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { CHROMIUM_ARGS, requireChromium, SOFTWARE_WEBGPU_ARGS } from './lib/chromium.mjs';
import { watchHeap } from './lib/heap-watch.mjs';
import { table, writeSection } from './lib/markdown.mjs';
import { root } from './lib/project.mjs';
import { serve } from './serve.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    provider: { type: 'string', default: 'wasm' },
    optimize: { type: 'string' },
    layout: { type: 'string' },
    software: { type: 'boolean' },
    native: { type: 'boolean' },
    once: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
const source = resolve(positionals[0] ?? '');
if (!positionals[0] || !ensureBuilt()) process.exit(1);

const HOUR = 3_600_000;
const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(1);
const millions = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

const folder = smallCopy(source, flags.native ? null : 64);
const site = await serve();
const software = flags.software ? SOFTWARE_WEBGPU_ARGS : [];
// A profile on the disk: without one, what the browser stores lies in memory, and little fits.
const context = await chromium.launchPersistentContext(join(dirname(folder), 'profile'), {
  executablePath: await requireChromium(),
  args: [...CHROMIUM_ARGS, ...software],
});
try {
  console.log(await measure());
} finally {
  await context.close();
  await site.close();
  rmSync(dirname(folder), { recursive: true });
}

async function measure() {
  const page = await context.newPage();
  const version = await page.evaluate(() => /Chrome\/([\d.]+)/.exec(navigator.userAgent)?.[1]);
  page.setDefaultTimeout(HOUR);
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
  await page.exposeFunction('told', (/** @type {string} */ line) => console.log(line));
  const query = new URLSearchParams({
    provider: flags.provider,
    ...(flags.optimize && { optimize: flags.optimize }),
    ...(flags.layout && { layout: flags.layout }),
  });
  await page.goto(`${site.url}?${query}`);
  await page.waitForFunction(() => 'lacuna' in window && crossOriginIsolated);
  await page.getByTestId('open-input').setInputFiles(join(root, 'e2e/fixtures/held-out.jpg'));
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('button', { name: 'Manage models' }).click();
  const row = page.getByRole('region', { name: 'Your models' }).getByRole('listitem').first();
  const ready = row.locator('.model-state[data-state="ready"]');
  const importMs = await timed(async () => {
    await page.getByTestId('model-folder-input').setInputFiles(folder);
    await ready.waitFor();
  });
  console.log(`imported after ${seconds(importMs)} s`);
  const verifyMs = flags.once
    ? null
    : await timed(async () => {
        await row.getByRole('button', { name: 'Verify' }).click();
        await page.waitForTimeout(300);
        await ready.waitFor();
      });
  const engine = await page.evaluate(() => /** @type {any} */ (window).lacuna.capabilities());
  const tab = await watchPeak(page);
  const heap = await watchHeap(page, /inference/);
  const first = await oneStep(page);
  const loading = heap.peak();
  const whole = tab.peak();
  const second = flags.once ? first : await oneStep(page);
  await heap.stop();
  const status = await page.locator('.status-engine').textContent();
  const bytes = sizeOf(source);
  const cores = cpus();
  const machine = `${cores[0]?.model.trim()}, ${cores.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; Chromium ${version}`;
  const rows = [
    ['pack', `${(bytes / 1e9).toFixed(2)} GB`],
    ['runs on', `${status}, ${engine.build} build`],
    ['import, hashed and copied (s)', seconds(importMs)],
    ...(verifyMs === null ? [] : [['verify (s)', seconds(verifyMs)]]),
    ['load of all graphs (s)', seconds(first.wallMs - first.totalMs)],
    ['warm-up after it, each graph once (s)', seconds(first.loadMs)],
    ['step (s)', seconds(second.denoiseMs)],
    ['encode, decode (s)', `${seconds(second.encodeMs)}, ${seconds(second.decodeMs)}`],
    ['peak of objects in the worker', millions(loading.heap)],
    ['peak of objects and array buffers', millions(loading.buffers)],
    ...(whole === null ? [] : [['peak of the whole tab, resident', millions(whole)]]),
  ];
  const where = [flags.provider, flags.optimize, flags.layout, flags.software && 'software adapter'].filter(
    Boolean,
  );
  const text = [
    `## A pack of real size: ${where.join(', ')}`,
    '',
    `Machine: ${machine}. ${flags.native ? 'At its own size' : 'One step at 8 x 8 latents, which uses every weight'}; by \`npm run bench:full-size\`, through the page: folder import, ${flags.once ? '' : 'verification, '}load, fill.`,
    '',
    table(['what', 'measured'], rows),
  ].join('\n');
  if (flags.write) writeSection(join(root, 'docs', 'benchmarks.md'), sectionOf(where), text, '');
  return text;
}

/** A section each: one kind of run does not write over another. */
function sectionOf(/** @type {readonly (string | boolean | undefined)[]} */ where) {
  return `full-size-${where.join('-').replaceAll(' ', '-').toLowerCase()}`;
}

/**
 * One U-Net step with text, encoder and decoder around it; the first loads the model before the job begins.
 *
 * @param {import('@playwright/test').Page} page
 */
function oneStep(page) {
  return page.evaluate(
    async ({ model, side, limit }) => {
      const canvas = new OffscreenCanvas(side, side);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = '#8a7';
      context.fillRect(0, 0, side, side);
      const image = await canvas.convertToBlob();
      context.fillStyle = 'black';
      context.fillRect(0, 0, side, side);
      context.fillStyle = 'white';
      context.fillRect(side / 4, side / 4, side / 2, side / 2);
      const mask = await canvas.convertToBlob();
      const { lacuna } = /** @type {any} */ (window);
      const job = {
        image,
        mask,
        model,
        prompt: 'an apple',
        steps: 1,
        guidance: 1,
        strength: 1,
        detail: false,
        seed: 1,
      };
      const start = performance.now();
      let known = '';
      const onProgress = (/** @type {{ phase: string, step: number }} */ { phase, step }) => {
        const now = `${phase} ${step}`;
        if (now !== known)
          void (
            /** @type {any} */ (window).told(`${now}, ${((performance.now() - start) / 1000).toFixed(1)} s`)
          );
        known = now;
      };
      const { timings } = await lacuna.fill({ ...job, onProgress, signal: AbortSignal.timeout(limit) });
      return { ...timings, wallMs: performance.now() - start - timings.exportMs };
    },
    { model: 'stored:full-size', side: flags.native ? 512 : 64, limit: HOUR },
  );
}

/** @param {() => Promise<void>} task */
async function timed(task) {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

/** The pack beside itself, its files linked, with another native size: a step then costs what its weights cost. */
function smallCopy(/** @type {string} */ pack, /** @type {number | null} */ nativeSize) {
  const copy = join(mkdtempSync(join(dirname(pack), '.full-size-')), 'full-size');
  for (const file of filesIn(pack)) {
    const target = join(copy, relative(pack, file));
    mkdirSync(dirname(target), { recursive: true });
    if (file.endsWith('.json')) cpSync(file, target);
    else linkSync(file, target);
  }
  if (nativeSize === null) return copy;
  const path = join(copy, 'lacuna.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), nativeSize }));
  return copy;
}

/** @param {string} pack @returns {string[]} */
function filesIn(pack) {
  return readdirSync(pack, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** @param {string} pack */
function sizeOf(pack) {
  return filesIn(pack).reduce((sum, file) => sum + statSync(file).size, 0);
}
