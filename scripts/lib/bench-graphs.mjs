import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS } from './chromium.mjs';
import { root } from './project.mjs';
import { importTypeScript } from './typescript.mjs';

const PYTHON = process.platform === 'win32' ? 'python' : 'python3';
const CALLS = 20;

/** @typedef {{ encodeMs: number, unetMs: number, decodeMs: number }} GraphTimes */

/**
 * The graphs of the best pack in a bare loop: in the browser through the same runtime, and in PyTorch on the CPU with the
 * same weights and threads, taking turns so that both see the same machine.
 *
 * @param {{ executablePath: string, threads: number, pack: string }} options
 * @returns {Promise<{ browser: GraphTimes, torch: (GraphTimes & { version: string }) | null }>} `version` names the instructions it uses
 */
export async function measureGraphs({ executablePath, threads, pack }) {
  const { serveHarness } = /** @type {typeof import('../../e2e/support/harness.ts')} */ (
    await importTypeScript('e2e/support/harness.ts')
  );
  const site = await serveHarness(join(root, 'e2e/packs'));
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.waitForFunction(() => 'harness' in window && crossOriginIsolated);
    const first = torchTimes(threads);
    const here = await graphTimes(page, pack, threads);
    const second = first && torchTimes(threads);
    return { browser: here, torch: first && second && { ...faster(first, second), version: first.version } };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** @param {import('@playwright/test').Page} page @param {string} pack @param {number} threads @returns {Promise<GraphTimes>} */
async function graphTimes(page, pack, threads) {
  const reply = await page.evaluate(
    ({ pack, threads, repeat }) =>
      /** @type {any} */ (window).harness.graphs(
        { pack, goldens: null, withoutJspi: false, repeat },
        { threads },
      ),
    { pack, threads, repeat: CALLS + 1 },
  );
  if (reply.error) throw new Error(reply.error);
  return { encodeMs: reply.encodeMs, unetMs: Math.min(...reply.unetMs), decodeMs: reply.decodeMs };
}

/** Null where there is no Python with PyTorch. @param {number} threads @returns {(GraphTimes & { version: string }) | null} */
function torchTimes(threads) {
  const words = [
    '-m',
    'lacuna_training.evaluate.speed',
    '--threads',
    String(threads),
    '--repeat',
    String(CALLS),
  ];
  const run = spawnSync(PYTHON, words, { cwd: join(root, 'training'), encoding: 'utf8' });
  if (run.status !== 0) return null;
  const { torch: number, instructions, ...times } = JSON.parse(run.stdout);
  return { version: `${number} (${instructions})`, ...times };
}

/** @param {GraphTimes} a @param {GraphTimes} b @returns {GraphTimes} */
function faster(a, b) {
  return {
    encodeMs: Math.min(a.encodeMs, b.encodeMs),
    unetMs: Math.min(a.unetMs, b.unetMs),
    decodeMs: Math.min(a.decodeMs, b.decodeMs),
  };
}
