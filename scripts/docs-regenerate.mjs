/**
 * `npm run docs:regenerate`: every table and picture in the docs that a program can make again; with `-- screenshot`
 * the README's picture alone.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { CHROMIUM_ARGS, requireChromium } from './lib/chromium.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { root } from './lib/project.mjs';
import { serve } from './serve.mjs';

const wanted = process.argv.slice(2);
if (wanted.some((name) => name !== 'screenshot')) {
  console.error('npm run docs:regenerate            everything: half an hour on an idle machine');
  console.error('npm run docs:regenerate screenshot the picture in the README');
  process.exit(1);
}
requireNode();
ensureInstalled();
if (!ensureBuilt()) process.exit(1);

if (wanted.length > 0) {
  await screenshot();
  process.exit(0);
}
const oracle = spawnSync(process.execPath, [join(root, 'scripts/repaint-oracle.mjs')], { stdio: 'inherit' });
if (oracle.status !== 0) process.exit(1);
const bench = spawnSync(process.execPath, [join(root, 'scripts/bench.mjs')], { stdio: 'inherit' });
if (bench.status !== 0) process.exit(1);
await screenshot();
trainingCard();

/** The README's picture: the first sample, filled. */
async function screenshot() {
  const { chromium } = await import('@playwright/test');
  const site = await serve();
  const browser = await chromium.launch({ executablePath: await requireChromium(), args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' });
    await page.goto(site.url);
    await page.waitForFunction(() => crossOriginIsolated);
    await page
      .getByRole('button', { name: /^Open sample/ })
      .first()
      .click();
    const fill = page.getByRole('button', { name: 'Remove', exact: true });
    // The sample's mask comes right after the sample.
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    await fill.click();
    await page.getByRole('button', { name: 'Accept', exact: true }).waitFor({ timeout: 300_000 });
    await fill.waitFor({ timeout: 300_000 });
    await page.screenshot({ path: join(root, 'docs', 'screenshot.png') });
    console.log('docs/screenshot.png');
  } finally {
    await browser.close();
    await site.close();
  }
}

/** The pack's evaluation, and the model card's tables from it. Needs Python, its packages and the pictures. */
function trainingCard() {
  const cwd = join(root, 'training');
  const python = (/** @type {readonly string[]} */ ...args) =>
    spawnSync('python3', args, { cwd, stdio: 'inherit' }).status === 0;
  const needs = [
    'import cv2, numpy, onnxruntime, torch, PIL',
    'from lacuna_training.data import catalogue, pixels',
    "pixels.reader()(next(row for row in catalogue.pictures() if row.kind == 'photo' and row.use != 'train'))",
  ].join('\n');
  if (spawnSync('python3', ['-c', needs], { cwd, stdio: 'ignore' }).status !== 0) {
    console.log(
      'training/MODEL_CARD.md: left alone, no Python with training/requirements.txt or no pictures',
    );
    return;
  }
  if (!python('-m', 'lacuna_training.evaluate') || !python('-m', 'lacuna_training.card')) process.exit(1);
}
