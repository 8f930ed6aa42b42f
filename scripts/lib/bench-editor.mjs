import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heldBytes, watchPeak } from './bench-held.mjs';
import { drawPicture, fillSquare, givePicture, withPage } from './bench-page.mjs';
import { drag, longStroke, shortStrokes } from './bench-strokes.mjs';
import { traced } from './bench-trace.mjs';
import { root } from './project.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ executablePath: string, threads: number }} Launch */
/** @typedef {{ ms: number, longestTaskMs: number, busiestTaskMs: number, peakBytes: number | null }} Cost */
/**
 * @typedef {object} EditorRow
 * @property {number} megapixels
 * @property {Cost} open
 * @property {number} heldBytes held by the page because the picture is open
 * @property {Cost} invert the mask of the whole picture turned round
 * @property {Cost} uninvert undo of that
 * @property {number} invertBytes held more for that and its undo
 * @property {import('./bench-strokes.mjs').Stroke} stroke right after opening, while runtime and model still load
 * @property {import('./bench-strokes.mjs').Stroke} settledStroke with nothing else going on
 * @property {Cost} undo of that stroke
 * @property {number} strokeBytes held more for each of many short strokes and their undo
 * @property {Cost} save
 */

const SIZES = [
  { megapixels: 12, width: 4000, height: 3000 },
  { megapixels: 64, width: 9216, height: 6944 },
  { megapixels: 100, width: 10000, height: 10000 },
];
const PHOTOGRAPHS = ['held-out.jpg', 'held-out-12mp.jpg'];
/** So long after a fill the browser has optimised what it ran, in milliseconds. */
const SETTLE_MS = 5000;
/** Strokes that the history holds while its memory is read. */
export const KEPT_STROKES = 64;

/**
 * What the editor costs with large pictures, each in a browser of its own.
 *
 * @param {Launch} launch
 * @returns {Promise<EditorRow[]>}
 */
export async function measureEditor(launch) {
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-bench-'));
  try {
    const rows = [];
    for (const { megapixels, width, height } of SIZES) {
      const path = join(folder, `${megapixels}.jpg`);
      writeFileSync(path, await withPage(launch, ({ page }) => drawPicture(page, width, height)));
      rows.push(await withPage(launch, async ({ page }) => ({ megapixels, ...(await measure(page, path)) })));
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The page's main thread during a fill, from the press of the button to the last candidate; the first fill is not
 * counted.
 *
 * @param {Launch} launch
 * @returns {Promise<(Cost & { picture: string, longTasks: number })[]>}
 */
export async function measureTasks(launch) {
  const rows = [];
  for (const picture of PHOTOGRAPHS) {
    const found = await withPage(launch, async ({ page }) => {
      await open(page, join(root, 'e2e/fixtures', picture));
      await drag(page, [0.46, 0.5], [0.54, 0.5]);
      await fill(page);
      await page.getByRole('button', { name: 'Discard', exact: true }).click();
      return cost(page, () => fill(page));
    });
    rows.push({ picture, ...found });
  }
  return rows;
}

/** @param {Page} page @param {string} path @returns {Promise<Omit<EditorRow, 'megapixels'>>} */
async function measure(page, path) {
  const empty = await heldBytes(page);
  const opened = await cost(page, () => open(page, path));
  const held = await heldBytes(page);
  await page.getByTestId('canvas').focus();
  const invert = await cost(page, () => press(page, 'Control+i', true));
  const inverted = await heldBytes(page);
  const uninvert = await cost(page, () => press(page, 'Control+z', false));
  const stroke = await longStroke(page);
  const undo = await cost(page, () => press(page, 'Control+z', false));
  const before = await heldBytes(page);
  await shortStrokes(page, KEPT_STROKES);
  const after = await heldBytes(page);
  const save = await cost(page, async () => {
    const download = page.waitForEvent('download', { timeout: 300_000 });
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await (await download).path();
  });
  // last, so that the model's memory is in nothing above; a fill comes after all warming up, and is tiered up after that
  await givePicture(page, 'small', { width: 600, height: 400 });
  await fillSquare(page, 'small', 100, {});
  await page.waitForTimeout(SETTLE_MS);
  const settledStroke = await longStroke(page);
  return {
    open: opened,
    heldBytes: held - empty,
    invert,
    uninvert,
    invertBytes: inverted - held,
    stroke,
    settledStroke,
    undo,
    strokeBytes: (after - before) / KEPT_STROKES,
    save,
  };
}

/** @param {Page} page @param {() => Promise<unknown>} work @returns {Promise<Cost & { longTasks: number }>} */
async function cost(page, work) {
  const memory = await watchPeak(page);
  let ms = 0;
  const { longestTaskMs, longTasks, busiestTaskMs } = await traced(page, async () => {
    const start = performance.now();
    await work();
    ms = performance.now() - start;
  });
  return { ms, longestTaskMs, longTasks, busiestTaskMs, peakBytes: memory.peak() };
}

/** @param {Page} page @param {string} path */
async function open(page, path) {
  await page.getByTestId('open-input').setInputFiles(path);
  await page.waitForSelector('[role="toolbar"] button:enabled', { timeout: 120_000 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

/** Presses keys that make the only history entry, or take it back. @param {Page} page @param {string} keys @param {boolean} canUndo */
async function press(page, keys, canUndo) {
  await page.keyboard.press(keys);
  await page.waitForSelector(`button[aria-label^="Undo"]${canUndo ? ':enabled' : ':disabled'}`);
}

/** @param {Page} page */
async function fill(page) {
  const button = page.getByRole('button', { name: 'Remove', exact: true });
  await button.click();
  await page.getByRole('button', { name: 'Accept', exact: true }).waitFor({ timeout: 300_000 });
  // the button is back once the whole job is done
  await button.waitFor({ timeout: 300_000 });
}
