import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { encode } from 'fast-png';
import type { ScriptCandidate } from '../src/app/scripting-types.ts';
import type { PackIndex, PackManifest } from '../workers/shared/catalog.ts';
import { contextWindow } from '../workers/shared/geometry/context.ts';
import type { Rect } from '../workers/shared/geometry/rect.ts';
import {
  boxMask,
  differingPixels,
  lumaStatistics,
  type Raster,
  readPng,
  withinReach,
} from './support/pixels.ts';
import { test } from './support/test.ts';

const HELD_OUT = 'e2e/fixtures/held-out.jpg';

test('open a photograph, paint, fill, accept, export: everything outside mask and fade is untouched', async ({
  editor,
  page,
}) => {
  await editor.goto('?provider=wasm');
  await editor.open(HELD_OUT);
  // The picture as the page decodes it, before any fill.
  const before = readPng(await editor.exportPng());

  await editor.tool('Brush');
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.52, y: 0.47 }, { x: 0.55, y: 0.52 });
  const mask = readPng(await editor.exportMask());
  const painted = [...mask.data.keys()].filter((index) => mask.data[index] === 255);
  expect(painted.length).toBeGreaterThan(500);

  await editor.fillButton.click();
  await expect(editor.progress).toBeVisible();
  await expect(editor.button('Cancel')).toBeVisible();
  await expect(editor.button('Accept')).toBeVisible({ timeout: 90_000 });
  await expect(editor.fillButton).toBeVisible({ timeout: 90_000 });
  await expect(editor.status).toContainText('On the processor');
  await editor.pick('model');
  await editor.accept();
  const after = readPng(await editor.exportPng());

  const changed = differingPixels(before, after);
  const hole = new Set(painted);
  expect(changed.filter((index) => hole.has(index)).length / painted.length).toBeGreaterThan(0.5);
  const { deviation } = lumaStatistics(after, painted);
  expect(deviation, 'the hole is not flat').toBeGreaterThan(1);
  const reach = withinReach(mask, fadeOf(mask, painted));
  expect(changed.filter((index) => !reach[index])).toEqual([]);
  expect(changed.length, 'most of the picture is outside').toBeLessThan(before.width * before.height * 0.5);

  await editor.button('Undo').click();
  expect(differingPixels(before, readPng(await editor.exportPng()))).toEqual([]);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

/** The widest a fade may be, in picture pixels: 8 model pixels (`feather`) at the window's scale, and one for rounding. */
function fadeOf(mask: Raster, painted: readonly number[]): number {
  const { packs } = readJson<PackIndex>('dist/models/index.json');
  const { nativeSize } = readJson<PackManifest>(`dist/models/${packs[0]}/lacuna.json`);
  const window = contextWindow({ bounds: boxAround(painted, mask.width), picture: mask, nativeSize });
  return Math.ceil((8 * Math.max(window.width, window.height)) / nativeSize) + 1;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** The box around pixels, given as indices. */
function boxAround(pixels: readonly number[], width: number): Rect {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const index of pixels) {
    left = Math.min(left, index % width);
    right = Math.max(right, index % width);
    top = Math.min(top, Math.floor(index / width));
    bottom = Math.max(bottom, Math.floor(index / width));
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

test('window.lacuna.fill gives the same guarantees to scripts', async ({ editor, page }) => {
  await editor.goto('?provider=wasm');
  const photo = readFileSync('e2e/fixtures/held-out.jpg').toString('base64');
  const { width, height } = await page.evaluate(async (image) => {
    const bytes = Uint8Array.from(atob(image), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    return { width: bitmap.width, height: bitmap.height };
  }, photo);
  const box = {
    x: Math.round(width * 0.4),
    y: Math.round(height * 0.4),
    width: Math.round(width * 0.2),
    height: Math.round(height * 0.2),
  };
  const mask = boxMask(width, height, box);
  const maskPng = Buffer.from(encode({ ...mask, depth: 8 })).toString('base64');

  const result = await page.evaluate(
    async ({ image, mask }) => {
      const blob = (text: string) => new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]);
      const text = async (part: Blob) => {
        const bytes = new Uint8Array(await part.arrayBuffer());
        let binary = '';
        for (let i = 0; i < bytes.length; i += 0x8000)
          binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
        return btoa(binary);
      };
      const phases = new Set<string>();
      const onProgress = ({ phase }: { phase: string }) => void phases.add(phase);
      const numbers = { steps: 4, strength: 1, seed: 7, candidates: 2 };
      const options = { image: blob(image), mask: blob(mask), ...numbers };
      const { candidates, timings } = await window.lacuna.fill({ ...options, onProgress });
      return {
        timings,
        phases: [...phases],
        candidates: await Promise.all(
          candidates.map(async ({ image, patch, rect, seed, chain }: ScriptCandidate) => {
            return { image: await text(image), patch: await text(patch), rect, seed, chain };
          }),
        ),
      };
    },
    { image: photo, mask: maskPng },
  );

  expect(result.phases).toEqual(expect.arrayContaining(['text', 'encode', 'denoise', 'decode']));
  expect(result.timings.steps, 'of both candidates together').toBe(8);
  expect(result.timings.totalMs).toBeGreaterThanOrEqual(result.timings.sessionRunMs);
  expect(result.candidates.map(({ seed }) => seed)).toEqual([7, 8]);
  const [first, second] = result.candidates.map(({ image, patch, rect, chain }) => {
    expect(chain.length).toBeGreaterThan(0);
    return {
      image: readPng(Buffer.from(image, 'base64')),
      patch: readPng(Buffer.from(patch, 'base64')),
      rect,
    };
  });
  if (!first || !second) throw new Error('two candidates were asked for');
  expect(first.image).toMatchObject({ width, height });

  // Only where a stitch mask (the patch's alpha) is above zero may the two candidates differ from each other.
  const may = new Set<number>();
  for (const { patch, rect } of [first, second]) {
    expect(patch).toMatchObject({ width: rect.width, height: rect.height, channels: 4 });
    for (let i = 0; i < rect.width * rect.height; i++) {
      if ((patch.data[i * 4 + 3] as number) === 0) continue;
      may.add((rect.y + Math.floor(i / rect.width)) * width + rect.x + (i % rect.width));
    }
  }
  const differ = differingPixels(first.image, second.image);
  expect(differ.length).toBeGreaterThan(0);
  expect(differ.filter((index) => !may.has(index))).toEqual([]);
  const unfilled = [...mask.data.keys()].filter((index) => mask.data[index] && !may.has(index));
  expect(unfilled, 'the whole mask is filled').toEqual([]);
});
