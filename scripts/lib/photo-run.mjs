import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { serve } from '../serve.mjs';
import { CHROMIUM_ARGS } from './chromium.mjs';

/** @typedef {import('./held-out.mjs').PhotoHole} PhotoHole */

/**
 * The page with the engine on WebAssembly, ready for `window.lacuna`.
 *
 * @param {{ executablePath: string, directory?: string | undefined, threads: number, pack?: string | undefined }} options
 */
export async function openPage({ executablePath, directory, threads, pack }) {
  const site = await serve({
    ...(directory ? { directory } : {}),
    extraModels: process.env.LACUNA_EXTRA_MODELS,
  });
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  const page = await browser.newPage();
  await page.addInitScript(installBench);
  await page.goto(`${site.url}?provider=wasm&threads=${threads}`);
  await page.waitForFunction(() => 'lacuna' in window && crossOriginIsolated);
  await page.evaluate(warmUp, pack);
  return {
    page,
    version: browser.version(),
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/**
 * Fills one hole in one way; writes `truth.png`, `mask.png` and a picture of each candidate (the hole and its surroundings
 * at 100 %) into `folder`.
 *
 * @param {import('@playwright/test').Page} page
 * @param {PhotoHole} hole
 * @param {object} options
 * @param {readonly string[]} names of the candidates; all of them must come
 * @param {string} folder
 * @returns {Promise<Record<string, { timings: any, chain: any }>>} by name; the time is until that candidate is there
 */
export async function fillPhoto(page, hole, options, names, folder) {
  const image = readFileSync(hole.file).toString('base64');
  const { x, y, size, shape } = hole;
  const done = await page.evaluate(fillInPage, { image, x, y, size, shape, options });
  if (done.candidates.length !== names.length)
    throw new Error(`${done.candidates.length} candidates for ${names}`);
  mkdirSync(folder, { recursive: true });
  const keep = (/** @type {string} */ name, /** @type {string} */ data) =>
    writeFileSync(join(folder, `${name}.png`), Buffer.from(data, 'base64'));
  keep('truth', done.truth);
  keep('mask', done.mask);
  return Object.fromEntries(
    done.candidates.map(({ filled, chain, afterMs }, k) => {
      const name = names[k] ?? '';
      keep(name, filled);
      // What went into the others says nothing of this one.
      const timings = names.length === 1 || k === names.length - 1 ? done.timings : {};
      return [name, { chain, timings: { ...timings, totalMs: afterMs } }];
    }),
  );
}

/**
 * Grows a photograph on the right by a share of its width; writes the new part and twice as much of the old beside it.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} file
 * @param {{ share: number, options: object }} growth
 * @param {string} path
 */
export async function growPhoto(page, file, { share, options }, path) {
  const image = readFileSync(file).toString('base64');
  const { png, ...grown } = await page.evaluate(growInPage, { image, share, options });
  writeFileSync(path, Buffer.from(png, 'base64'));
  return grown;
}

/** Runs in the page, before everything else: files to and from text. */
function installBench() {
  Object.assign(window, {
    bench: {
      toBlob: (/** @type {string} */ text) =>
        new Blob([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))]),
      async toText(/** @type {Blob} */ blob) {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        let text = '';
        for (let i = 0; i < bytes.length; i += 32768) {
          text += String.fromCharCode(...bytes.subarray(i, i + 32768));
        }
        return btoa(text);
      },
    },
  });
}

/** Runs in the page: loads the pack and runs it once. @param {string | undefined} pack */
async function warmUp(pack) {
  const canvas = new OffscreenCanvas(96, 96);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillRect(0, 0, 96, 96);
  const image = await canvas.convertToBlob();
  context.fillStyle = 'white';
  context.fillRect(40, 40, 16, 16);
  const mask = await canvas.convertToBlob();
  const model = pack === undefined ? {} : { model: pack };
  await /** @type {any} */ (window).lacuna.fill({ image, mask, steps: 2, seed: 1, strength: 0.5, ...model });
}

/** Runs in the page. @param {{ image: string, x: number, y: number, size: number, shape: string, options: object }} job */
async function fillInPage({ image, x, y, size, shape, options }) {
  const { lacuna, bench } = /** @type {any} */ (window);
  const photo = bench.toBlob(image);
  const { width, height } = await createImageBitmap(photo);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'white';
  context.beginPath();
  if (shape === 'ellipse') context.ellipse(x, y, size / 2, size * 0.375, 0, 0, 2 * Math.PI);
  else {
    context.ellipse(x, y - size * 0.4, size * 0.085, size * 0.1, 0, 0, 2 * Math.PI);
    const side = [0.06, -0.33, 0.21, -0.31, 0.19, 0.1, 0.15, 0.5, 0.03, 0.5, 0, 0.12];
    for (const mirror of [1, -1]) {
      context.moveTo(x, y - size * 0.33);
      for (let k = 0; k < side.length; k += 2) {
        context.lineTo(x + mirror * size * Number(side[k]), y + size * Number(side[k + 1]));
      }
    }
  }
  context.fill();
  const mask = await canvas.convertToBlob();
  const { candidates, timings } = await lacuna.fill({ ...options, image: photo, mask });

  const reach = Math.round(size * 0.5 + Math.max(80, size * 0.2));
  const left = Math.max(0, x - reach);
  const top = Math.max(0, y - reach);
  const crop = [left, top, Math.min(width, x + reach) - left, Math.min(height, y + reach) - top];
  const cut = async (/** @type {Blob} */ blob) => {
    const bitmap = await createImageBitmap(blob, .../** @type {[number, number, number, number]} */ (crop), {
      colorSpaceConversion: 'none',
    });
    const part = new OffscreenCanvas(bitmap.width, bitmap.height);
    part.getContext('2d')?.drawImage(bitmap, 0, 0);
    return bench.toText(await part.convertToBlob());
  };
  const cuts = [];
  for (const { image: filled, chain, afterMs } of candidates) {
    cuts.push({ filled: await cut(filled), chain, afterMs });
  }
  return { timings, truth: await cut(photo), mask: await cut(mask), candidates: cuts };
}

/** Runs in the page. @param {{ image: string, share: number, options: object }} job */
async function growInPage({ image, share, options }) {
  const { lacuna, bench } = /** @type {any} */ (window);
  const photo = bench.toBlob(image);
  const before = await createImageBitmap(photo, { colorSpaceConversion: 'none' });
  const { width, height } = before;
  const right = Math.round(width * share);
  const { candidates, timings } = await lacuna.outpaint({ ...options, image: photo, right });
  const last = candidates.at(-1);
  const after = await createImageBitmap(last.image, { colorSpaceConversion: 'none' });

  let changed = 0;
  const rows = 256;
  for (let y = 0; y < height; y += rows) {
    const [old, grown] = [before, after].map((bitmap) => {
      const strip = new OffscreenCanvas(width, Math.min(rows, height - y));
      const context = strip.getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      context.drawImage(bitmap, 0, -y);
      return new Uint32Array(context.getImageData(0, 0, width, strip.height).data.buffer);
    });
    if (!old || !grown) throw new Error('no strip');
    for (let i = 0; i < old.length; i++) if (old[i] !== grown[i]) changed++;
  }

  const part = new OffscreenCanvas(Math.min(after.width, 3 * right), height);
  part.getContext('2d')?.drawImage(after, part.width - after.width, 0);
  const png = await bench.toText(await part.convertToBlob());
  return { png, timings, chain: last.chain, changed, added: right };
}
