import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodePixels, readPixels, writeMask, writePixels } from './png.mjs';
import { root } from './project.mjs';
import { importTypeScript } from './typescript.mjs';

/** @typedef {import('../../tools/evaluation/cases.ts').EvaluationCase} EvaluationCase */

/**
 * The evaluation's cases as files: `truth.png` and `mask.png` in a folder each. What is there already stays.
 *
 * @param {import('@playwright/test').Page | null} page with `window.bench` of photo-run; without one only the cases
 *   that are there already
 * @param {{ data: string, out: string, count: number }} options `data` holds the packages' files
 * @returns {Promise<(EvaluationCase & { folder: string })[]>}
 */
export async function prepareCases(page, { data, out, count }) {
  const tools = /** @type {typeof import('../../tools/evaluation/cases.ts')} */ (
    await importTypeScript('tools/evaluation/cases.ts')
  );
  const pictures = heldOutPictures(data);
  const files = new Map(pictures.map(({ id, file }) => [id, file]));
  const cases = [];
  for (const one of tools.evaluationCases(pictures, heldOutCutOuts(data), count)) {
    const folder = join(out, String(one.index).padStart(3, '0'));
    const there = existsSync(join(folder, 'mask.png'));
    if (there || page) cases.push({ ...one, folder });
    if (!page) continue;
    mkdirSync(folder, { recursive: true });
    const { index, picture, kind, window } = one;
    writeFileSync(join(folder, 'case.json'), JSON.stringify({ index, picture, kind, window }));
    if (there) continue;
    const image = readFileSync(/** @type {string} */ (files.get(one.picture))).toString('base64');
    const png = await page.evaluate(cutWindow, { image, window: one.window });
    writePixels(join(folder, 'truth.png'), decodePixels(Buffer.from(png, 'base64')));
    writeMask(join(folder, 'mask.png'), one.mask.size, one.mask.data);
  }
  return cases;
}

/** Names of the fills in a case's folder. @param {string} folder */
export function fillsIn(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.png') && file !== 'truth.png' && file !== 'mask.png')
    .map((file) => basename(file, '.png'))
    .sort();
}

/** Photographs that no training has seen, in the order of the list. @param {string} data */
function heldOutPictures(data) {
  /** @type {{ id: string, path: string, kind: string, use: string, width: number, height: number }[]} */
  const sources = JSON.parse(readFileSync(join(root, 'training/sources.json'), 'utf8'));
  const split = JSON.parse(readFileSync(join(root, 'training/split.json'), 'utf8'));
  const held = new Set([...split.photographs, ...split.evaluation_only]);
  const found = sources.flatMap(({ id, path, kind, width, height }) => {
    const file = [join(data, path), join(data, basename(path))].find(existsSync);
    return held.has(id) && kind === 'photo' && file ? [{ id, width, height, file }] : [];
  });
  if (found.length < held.size) {
    console.log(`${held.size - found.length} of ${held.size} held-out photographs are not under ${data}.`);
  }
  return found;
}

/** Outlines of objects that no training has seen. @param {string} data */
function heldOutCutOuts(data) {
  /** @type {{ path: string, use: string }[]} */
  const stamps = JSON.parse(readFileSync(join(root, 'training/stamps.json'), 'utf8'));
  return stamps.flatMap(({ path, use }) => {
    const file = join(data, path);
    if (use !== 'held-out' || !existsSync(file)) return [];
    try {
      const { width, height, data: pixels } = readPixels(file);
      return [
        {
          width,
          height,
          alpha: Uint8Array.from({ length: width * height }, (_, i) => pixels[4 * i + 3] ?? 0),
        },
      ];
    } catch {
      // A palette or 16 bits: there are enough others.
      return [];
    }
  });
}

/** Runs in the page. @param {{ image: string, window: { x: number, y: number, width: number, height: number } }} cut */
async function cutWindow({ image, window: { x, y, width, height } }) {
  const { bench } = /** @type {any} */ (window);
  const bitmap = await createImageBitmap(bench.toBlob(image), x, y, width, height, {
    colorSpaceConversion: 'none',
  });
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return bench.toText(await canvas.convertToBlob());
}
