/** `npm run docs:regenerate`: every table and picture in the docs that a program can make again. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { CHROMIUM_ARGS, requireChromium } from './lib/chromium.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { root } from './lib/project.mjs';
import { serve } from './serve.mjs';

requireNode();
ensureInstalled();
if (!ensureBuilt()) process.exit(1);

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
    const fill = page.getByRole('button', { name: 'Fill', exact: true });
    // The sample's mask comes right after the sample.
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    await fill.click();
    await page.getByRole('button', { name: 'Accept', exact: true }).waitFor({ timeout: 300_000 });
    mkdirSync(join(root, 'docs', 'images'), { recursive: true });
    await page.screenshot({ path: join(root, 'docs', 'images', 'screenshot.png') });
    console.log('docs/images/screenshot.png');
  } finally {
    await browser.close();
    await site.close();
  }
}

/** The model card's tables, from the last evaluation. Needs Python with the training requirements. */
function trainingCard() {
  const training = join(root, 'training');
  const ready = spawnSync('python3', ['-c', 'import torch, numpy, PIL'], { stdio: 'ignore' });
  if (ready.status !== 0) {
    console.log('training/MODEL_CARD.md: skipped, no Python with training/requirements.txt');
    return;
  }
  const run = spawnSync('python3', ['-m', 'lacuna_training.card'], { cwd: training, stdio: 'inherit' });
  if (run.status !== 0) process.exit(1);
}
