import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { serve } from '../serve.mjs';
import { CHROMIUM_ARGS } from './chromium.mjs';
import { root } from './project.mjs';

/**
 * One fill as measured.
 *
 * @typedef {object} FillRow
 * @property {string} pack
 * @property {number} hole side in pixels
 * @property {Record<'openMs'|'totalMs'|'loadMs'|'textMs'|'encodeMs'|'denoiseMs'|'decodeMs'|'stitchMs'|'detailMs'|'sessionRunMs'|'exportMs'|'steps', number>} timings
 */

/**
 * What Lacuna itself costs, as a share of the time inside the graphs; detail and loading stand apart.
 *
 * @param {FillRow['timings']} timings
 */
export function ownShare({ totalMs, detailMs, loadMs, sessionRunMs }) {
  return (totalMs - detailMs - loadMs - sessionRunMs) / sessionRunMs;
}

/** @typedef {{ usableMs: number, bytes: number, coldFillMs: number }} FirstVisit */

/**
 * Fills a hole in the middle of a picture with every embedded pack, through `window.lacuna`. Each pack runs once
 * before it is measured, so that its graphs are loaded.
 *
 * @param {{ executablePath: string, image: Buffer, holes: readonly number[], threads: number }} options
 * @returns {Promise<{ rows: FillRow[], browser: string, picture: string }>}
 */
export async function measureFills({ executablePath, image, holes, threads }) {
  const site = await serve();
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    await page.goto(`${site.url}?provider=wasm&threads=${threads}`);
    await page.waitForFunction(() => 'lacuna' in window && crossOriginIsolated);
    const packs = await page.evaluate(listPacks);
    /** @type {FillRow[]} */
    const rows = [];
    let picture = '';
    for (const pack of packs) {
      await page.evaluate(fillHole, { image: image.toString('base64'), pack, hole: 64, steps: 1 });
      for (const hole of holes) {
        const job = { image: image.toString('base64'), pack, hole, steps: 0 };
        const { timings, width, height } = await page.evaluate(fillHole, job);
        picture = `${width} x ${height}`;
        rows.push({ pack, hole, timings });
        console.log(`${pack}, ${hole} px: ${(timings.totalMs / 1000).toFixed(1)} s`);
      }
    }
    return { rows, browser: browser.version(), picture };
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * A first visit over a line of limited speed: time until a picture can be opened, bytes until the first fill is there,
 * and the time of that fill from the click.
 *
 * @param {{ executablePath: string, megabits: number }} options
 * @returns {Promise<FirstVisit>}
 */
export async function measureFirstVisit({ executablePath, megabits }) {
  const site = await serve({ bytesPerSecond: (megabits * 1e6) / 8 });
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    const start = performance.now();
    await page.goto(`${site.url}?provider=wasm`, { waitUntil: 'commit' });
    await page.getByRole('button', { name: 'Open image', exact: true }).first().waitFor();
    const usableMs = performance.now() - start;
    await page.getByTestId('open-input').setInputFiles(join(root, 'e2e/fixtures/held-out.jpg'));
    const fill = page.getByRole('button', { name: 'Fill', exact: true });
    await page.waitForFunction(() => document.querySelector('[role="toolbar"] button:enabled') !== null);
    const box = await page.getByTestId('canvas').boundingBox();
    if (!box) throw new Error('the canvas is not shown');
    await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Brush' }).click();
    await page.mouse.move(box.x + box.width * 0.47, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.53, box.y + box.height / 2, { steps: 8 });
    await page.mouse.up();
    const click = performance.now();
    await fill.click();
    await page.getByRole('button', { name: 'Accept', exact: true }).waitFor({ timeout: 300_000 });
    // The button is back once the whole job is done, not with a first quick candidate.
    await fill.waitFor({ timeout: 300_000 });
    return { usableMs, bytes: site.sentBytes(), coldFillMs: performance.now() - click };
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * Runs in the page.
 *
 * @param {{ image: string, pack: string, hole: number, steps: number }} job `steps` 0 takes the pack's own
 */
async function fillHole({ image, pack, hole, steps }) {
  const blob = new Blob([Uint8Array.from(atob(image), (character) => character.charCodeAt(0))]);
  const { width, height } = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'white';
  context.fillRect((width - hole) >> 1, (height - hole) >> 1, hole, hole);
  const mask = await canvas.convertToBlob();
  const options = { image: blob, mask, model: pack, seed: 1, ...(steps > 0 ? { steps } : {}) };
  const { timings } = await /** @type {any} */ (window).lacuna.fill(options);
  return { timings, width, height };
}

/** Runs in the page. @returns {Promise<string[]>} */
async function listPacks() {
  const packs = await /** @type {any} */ (window).lacuna.models();
  return packs.map((/** @type {{ id: string }} */ { id }) => id);
}
