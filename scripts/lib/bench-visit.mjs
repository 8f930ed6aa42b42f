import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { serve } from '../serve.mjs';
import { CHROMIUM_ARGS } from './chromium.mjs';
import { root } from './project.mjs';

/** @typedef {{ usableMs: number, bytes: number, coldFillMs: number }} FirstVisit */

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
    const fill = page.getByRole('button', { name: 'Remove', exact: true });
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
