import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readPixels, writePixels } from './png.mjs';
import { root } from './project.mjs';

const PYTHON = process.platform === 'win32' ? 'python' : 'python3';
const GMIC_MS = 300_000;

/** @typedef {import('../../tools/evaluation/cases.ts').EvaluationCase & { folder: string }} Case */

/**
 * One case through the page's own engine; writes `<name>.png`.
 *
 * @param {import('@playwright/test').Page} page
 * @param {Case} one
 * @param {{ name: string, options: object, take?: number }} method `take`: index of the candidate; the last
 * @returns {Promise<number>} seconds from the job posted to the patch returned
 */
export async function fillWithEngine(page, { folder, window, kept }, { name, options, take = -1 }) {
  const base64 = (/** @type {string} */ file) => readFileSync(join(folder, file)).toString('base64');
  const job = {
    truth: base64('truth.png'),
    mask: base64('mask.png'),
    kept,
    side: window.width,
    options,
    take,
  };
  const done = await page.evaluate(fillInPage, job);
  writeFileSync(join(folder, `${name}.png`), Buffer.from(done.png, 'base64'));
  return done.totalMs / 1000;
}

/**
 * A picture's hole filled through the page's own engine.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} picture path of an image file
 * @param {string} mask path of one that is white where the hole is
 * @param {object} options
 * @returns {Promise<{ png: Buffer, seconds: number }>}
 */
export async function fillFile(page, picture, mask, options) {
  const base64 = (/** @type {string} */ file) => readFileSync(file).toString('base64');
  const job = { truth: base64(picture), mask: base64(mask), kept: null, side: 0, options, take: -1 };
  const done = await page.evaluate(fillInPage, job);
  return { png: Buffer.from(done.png, 'base64'), seconds: done.totalMs / 1000 };
}

/** Telea and Navier-Stokes for all cases; false where there is no Python with OpenCV. @param {string} out */
export function fillWithOpenCv(out) {
  const tool = join(root, 'tools/evaluation/opencv_fills.py');
  return spawnSync(PYTHON, [tool, out], { encoding: 'utf8' }).status === 0;
}

/**
 * G'MIC's multi-scale patch inpainting, in seconds; null where there is none, and where it was done before.
 *
 * @param {Case} one
 * @param {string} name
 */
export async function fillWithGmic({ folder, mask }, name) {
  const target = join(folder, `${name}.png`);
  if (existsSync(target)) return null;
  const words = ['truth.png', 'mask.png', 'inpaint_matchpatch[0]', '[1]', 'output[0]', target];
  const start = performance.now();
  try {
    // Not `spawnSync`: the browser's connection does not outlive minutes of silence.
    await promisify(execFile)('gmic', words, { cwd: folder, timeout: GMIC_MS, maxBuffer: 2 ** 26 });
  } catch (error) {
    rmSync(target, { force: true });
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
  const seconds = (performance.now() - start) / 1000;
  // It smooths the whole picture a little: what is known is put back.
  const truth = readPixels(join(folder, 'truth.png'));
  const filled = readPixels(target);
  for (let i = 0; i < mask.data.length; i++) {
    if (!mask.data[i]) filled.data.set(truth.data.subarray(4 * i, 4 * i + 4), 4 * i);
  }
  writePixels(target, filled);
  return seconds;
}

/**
 * Runs in the page.
 *
 * @param {{ truth: string, mask: string, side: number, options: object,
 *   kept: { x: number, y: number, width: number, height: number } | null, take: number }} job
 */
async function fillInPage({ truth, mask, side, kept, options, take }) {
  const { lacuna, bench } = /** @type {any} */ (window);
  const whole = bench.toBlob(truth);
  let result;
  if (kept) {
    const { x, y, width, height } = kept;
    const bitmap = await createImageBitmap(whole, x, y, width, height, { colorSpaceConversion: 'none' });
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0);
    const image = await canvas.convertToBlob();
    const sides = { left: x, top: y, right: side - x - width, bottom: side - y - height };
    result = await lacuna.outpaint({ ...options, ...sides, image, intent: 'expand' });
  } else {
    result = await lacuna.fill({
      ...options,
      image: whole,
      mask: bench.toBlob(mask),
      intent: 'remove',
      feather: 0,
    });
  }
  return { png: await bench.toText(result.candidates.at(take).image), totalMs: result.timings.totalMs };
}
