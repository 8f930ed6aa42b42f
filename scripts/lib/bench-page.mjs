import { chromium } from '@playwright/test';
import { serve } from '../serve.mjs';
import { CHROMIUM_ARGS } from './chromium.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {Record<'openMs'|'totalMs'|'loadMs'|'textMs'|'encodeMs'|'denoiseMs'|'decodeMs'|'stitchMs'|'detailMs'|'sessionRunMs'|'exportMs'|'steps', number>} Timings */
/** @typedef {{ page: Page, browser: import('@playwright/test').Browser }} BenchPage */

/**
 * The production page with the engine on WebAssembly, `window.lacuna` ready, for as long as `use` runs.
 *
 * @template T
 * @param {{ executablePath: string, threads: number }} options
 * @param {(opened: BenchPage) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withPage({ executablePath, threads }, use) {
  const site = await serve();
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    await page.goto(`${site.url}?provider=wasm&threads=${threads}`);
    await page.waitForFunction(() => 'lacuna' in window && crossOriginIsolated);
    await page.evaluate(installJobs);
    return await use({ page, browser });
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * A square hole in the middle of the picture of that name (`givePicture`), filled once.
 *
 * @param {Page} page
 * @param {string} picture
 * @param {number} hole side in pixels
 * @param {object} options of `window.lacuna.fill`
 * @returns {Promise<Timings>} rejects with a LacunaError's code in the message
 */
export function fillSquare(page, picture, hole, options) {
  return page.evaluate((job) => /** @type {any} */ (window).benchFill(job), { picture, hole, options });
}

/**
 * Makes a picture known to the page: a file, or a drawn one of so many pixels.
 *
 * @param {Page} page
 * @param {string} name
 * @param {{ file: Buffer } | { width: number, height: number }} source
 * @returns {Promise<string>} its size, as `1500 x 999`
 */
export function givePicture(page, name, source) {
  const given = 'file' in source ? { base64: source.file.toString('base64') } : source;
  return page.evaluate((wanted) => /** @type {any} */ (window).benchPicture(wanted), { name, ...given });
}

/**
 * The drawn picture of so many pixels as a JPEG file.
 *
 * @param {Page} page
 * @param {number} width
 * @param {number} height
 */
export async function drawPicture(page, width, height) {
  const address = await page.evaluate(
    async ([width, height]) => {
      const reader = new FileReader();
      const blob = await /** @type {any} */ (window).benchDraw(width, height);
      await new Promise((done) => {
        reader.onload = done;
        reader.readAsDataURL(blob);
      });
      return String(reader.result);
    },
    /** @type {const} */ ([width, height]),
  );
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** Runs in the page. */
function installJobs() {
  /** @type {Map<string, { image: Blob, width: number, height: number }>} */
  const pictures = new Map();

  /** Stripes and dots at every scale, the same around the middle whatever the size. */
  const draw = async (/** @type {number} */ width, /** @type {number} */ height) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    const tile = new OffscreenCanvas(512, 512);
    const pen = tile.getContext('2d');
    if (!pen) throw new Error('no canvas');
    for (let k = 0; k < 3000; k++) {
      const [a, b, c] = [k * 7919, k * 104729, k * 1299709];
      pen.fillStyle = `rgb(${60 + (a % 130)} ${70 + (b % 120)} ${50 + (c % 140)})`;
      pen.fillRect(a % 512, b % 512, 8 + (c % 60), 4 + (a % 24));
    }
    const pattern = context.createPattern(tile, 'repeat');
    if (!pattern) throw new Error('no pattern');
    pattern.setTransform(new DOMMatrix().translate(width >> 1, height >> 1));
    context.fillStyle = pattern;
    context.fillRect(0, 0, width, height);
    return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  };

  Object.assign(window, {
    benchDraw: draw,
    /** @param {{ name: string, base64?: string, width?: number, height?: number }} wanted */
    async benchPicture({ name, base64, width = 0, height = 0 }) {
      const image = base64
        ? new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))])
        : await draw(width, height);
      const bitmap = await createImageBitmap(image);
      pictures.set(name, { image, width: bitmap.width, height: bitmap.height });
      bitmap.close();
      const known = pictures.get(name);
      return `${known?.width} x ${known?.height}`;
    },
    /** @param {{ picture: string, hole: number, options: object }} job */
    async benchFill({ picture, hole, options }) {
      const known = pictures.get(picture);
      if (!known) throw new Error(`no picture ${picture}`);
      const { image, width, height } = known;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillRect(0, 0, width, height);
      context.fillStyle = 'white';
      context.fillRect((width - hole) >> 1, (height - hole) >> 1, hole, hole);
      const mask = await canvas.convertToBlob();
      const { lacuna } = /** @type {any} */ (window);
      const { timings } = await lacuna
        .fill({ image, mask, seed: 1, ...options })
        .catch((/** @type {any} */ error) => {
          throw new Error(`${error.code ?? 'error'}: ${error.message}`);
        });
      return timings;
    },
  });
}
