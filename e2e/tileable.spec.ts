import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type { EditorPage } from './support/editor-page.ts';
import { type Raster, readPng } from './support/pixels.ts';
import { test } from './support/test.ts';

const HELD_OUT = 'e2e/fixtures/held-out.jpg';

/** Grass of the photograph: its ends do not meet. */
const TEXTURE = { x: 300, y: 620, width: 320, height: 240 };

type Call = 'tileable' | 'wrap';

/** The texture as it was, and what the page made of it. */
async function make(page: Page, call: Call, options: object): Promise<{ before: Raster; after: Raster }> {
  const made = await page.evaluate(
    async ({ photo, texture, call, options }) => {
      const bytes = Uint8Array.from(atob(photo), (c) => c.charCodeAt(0));
      const { x, y, width, height } = texture;
      const bitmap = await createImageBitmap(new Blob([bytes]), x, y, width, height);
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      const image = await canvas.convertToBlob();
      const { candidates } =
        call === 'tileable'
          ? await window.lacuna.tileable({ image, seed: 3, ...options })
          : await window.lacuna.outpaint({ image, seed: 3, wrap: true, right: 120, ...options });
      const text = async (blob: Blob) => {
        let binary = '';
        for (const byte of new Uint8Array(await blob.arrayBuffer())) binary += String.fromCharCode(byte);
        return btoa(binary);
      };
      return { before: await text(image), after: await text(candidates[0]?.image as Blob) };
    },
    { photo: readFileSync(HELD_OUT).toString('base64'), texture: TEXTURE, call, options },
  );
  const read = (text: string) => readPng(Buffer.from(text, 'base64'));
  return { before: read(made.before), after: read(made.after) };
}

/** Mean step from the last column to the first over the mean step between neighbouring columns. */
function wrapSeam({ width, height, channels, data }: Raster): number {
  const step = (from: number, to: number) => {
    let sum = 0;
    for (let y = 0; y < height; y++) {
      for (let c = 0; c < 3; c++) {
        const a = data[(y * width + from) * channels + c] as number;
        sum += Math.abs(a - (data[(y * width + to) * channels + c] as number));
      }
    }
    return sum;
  };
  let inside = 0;
  for (let x = 1; x < width; x++) inside += step(x - 1, x);
  return step(width - 1, 0) / (inside / (width - 1));
}

/** Pixels of a picture that differ in the other, where it lies `dx` columns further right. */
function changedPixels(before: Raster, after: Raster, dx = 0): number {
  let changed = 0;
  for (let i = 0; i < before.width * before.height; i++) {
    const at = (Math.floor(i / before.width) * after.width + dx + (i % before.width)) * after.channels;
    const from = i * before.channels;
    if ([0, 1, 2].some((c) => after.data[at + c] !== before.data[from + c])) changed++;
  }
  return changed;
}

/** The same picture with rows and columns exchanged. */
function turned({ width, height, channels, data }: Raster): Raster {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < width * height; i++) {
    const to = ((i % width) * height + Math.floor(i / width)) * channels;
    for (let c = 0; c < channels; c++) out[to + c] = data[i * channels + c] as number;
  }
  return { width: height, height: width, channels, data: out };
}

for (const method of ['exemplar', 'auto'] as const) {
  test(`a texture becomes seamless (${method}), and most of it stays as it was`, async ({ editor, page }) => {
    await editor.goto('?provider=wasm');
    const { before, after } = await make(page, 'tileable', { method });
    expect(wrapSeam(before)).toBeGreaterThan(1.5);
    expect(wrapSeam(after)).toBeLessThan(1.25);
    expect(wrapSeam(turned(after))).toBeLessThan(1.25);
    expect(changedPixels(before, after)).toBeLessThan(0.5 * before.width * before.height);
  });
}

test('growth that wraps meets the other end, and the picture stays as it was', async ({ editor, page }) => {
  await editor.goto('?provider=wasm');
  const { before, after } = await make(page, 'wrap', { method: 'exemplar' });
  expect(after.width).toBe(before.width + 120);
  expect(wrapSeam(before)).toBeGreaterThan(1.5);
  expect(wrapSeam(after)).toBeLessThan(1.25);
  expect(changedPixels(before, after)).toBe(0);
});

/** The texture as a file on the canvas, to be filled from its own pixels, in the Expand panel. */
async function openTexture(page: Page, editor: EditorPage): Promise<Raster> {
  await editor.goto('?provider=wasm');
  const text = await page.evaluate(
    async ({ photo, texture: { x, y, width, height } }) => {
      const bytes = Uint8Array.from(atob(photo), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]), x, y, width, height);
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      let binary = '';
      for (const byte of new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer()))
        binary += String.fromCharCode(byte);
      return btoa(binary);
    },
    { photo: readFileSync(HELD_OUT).toString('base64'), texture: TEXTURE },
  );
  const buffer = Buffer.from(text, 'base64');
  await page.getByTestId('open-input').setInputFiles({ name: 'grass.png', mimeType: 'image/png', buffer });
  await expect(editor.button('Export')).toBeEnabled();
  await page.getByRole('radio', { name: 'Expand', exact: true }).check();
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Method', exact: true }).selectOption('exemplar');
  return readPng(buffer);
}

test('Make seamless: the ends of the open texture meet, as one fill that undo takes back', async ({
  editor,
  page,
}) => {
  const before = await openTexture(page, editor);
  await editor.button('Make seamless').click();
  await editor.accept();
  const after = readPng(await editor.exportPng());
  expect(wrapSeam(before)).toBeGreaterThan(1.5);
  expect(wrapSeam(after)).toBeLessThan(1.25);
  expect(wrapSeam(turned(after))).toBeLessThan(1.25);
  await editor.button('Undo').click();
  expect(changedPixels(before, readPng(await editor.exportPng()))).toBe(0);
});

test('Join both ends: growth on both sides meets, and the picture stays as it was', async ({
  editor,
  page,
}) => {
  const before = await openTexture(page, editor);
  const join = page.getByRole('checkbox', { name: 'Join both ends' });
  await expect(join).toBeDisabled();
  await page.getByRole('radio', { name: 'px', exact: true }).check();
  await page.getByRole('spinbutton', { name: 'Right', exact: true }).fill('70');
  await page.getByRole('spinbutton', { name: 'Left', exact: true }).fill('40');
  await join.check();
  await editor.fill();
  await editor.accept();
  const after = readPng(await editor.exportPng());
  expect([after.width, after.height]).toEqual([before.width + 110, before.height]);
  expect(wrapSeam(after)).toBeLessThan(1.25);
  expect(changedPixels(before, after, 40)).toBe(0);
});
