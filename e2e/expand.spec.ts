import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { lumaStatistics, type Raster, readPng } from './support/pixels.ts';
import { test } from './support/test.ts';

const HELD_OUT = 'e2e/fixtures/held-out.jpg';

/** Number of pixels of `before` that are not in `after`, unchanged, at this offset. */
function movedPixels(before: Raster, after: Raster, left: number, top: number): number {
  let changed = 0;
  for (let y = 0; y < before.height; y++) {
    for (let x = 0; x < before.width; x++) {
      const a = (y * before.width + x) * before.channels;
      const b = ((y + top) * after.width + x + left) * after.channels;
      for (let c = 0; c < 3; c++) {
        if (before.data[a + c] === after.data[b + c]) continue;
        changed++;
        break;
      }
    }
  }
  return changed;
}

/** Pixels of a raster outside a picture of `width` x `height` that lies in it at this offset. */
function newPixels(after: Raster, width: number, height: number, left: number, top: number): number[] {
  return [...Array(after.width * after.height).keys()].filter((index) => {
    const x = (index % after.width) - left;
    const y = Math.floor(index / after.width) - top;
    return x < 0 || y < 0 || x >= width || y >= height;
  });
}

test('expand to the right by a quarter: the original is there unchanged, the new area is painted', async ({
  editor,
  page,
}) => {
  await editor.goto('?provider=wasm');
  await editor.open(HELD_OUT);
  const before = readPng(await editor.exportPng());
  const gain = Math.round(before.width * 0.25);
  const grown = `${before.width + gain} × ${before.height}`;

  await page.getByRole('radio', { name: 'Expand', exact: true }).check();
  await expect(page.getByRole('checkbox', { name: 'Protect original' })).toBeChecked();
  await page.getByRole('spinbutton', { name: 'Right', exact: true }).fill('25');
  await expect(page.getByText(`New size ${grown}`)).toBeVisible();
  await editor.fill();
  await expect(page.getByRole('contentinfo')).toContainText(grown);

  // Nothing kept: the canvas is as it was, and the same growth is offered again.
  await editor.discardAll();
  await expect(page.getByRole('contentinfo')).toContainText(`${before.width} × ${before.height}`);
  await expect(editor.button('Undo')).toBeDisabled();
  await expect(page.getByText(`New size ${grown}`)).toBeVisible();

  await editor.fill();
  await editor.accept();
  const after = readPng(await editor.exportPng());
  expect([after.width, after.height, after.channels]).toEqual([before.width + gain, before.height, 3]);
  expect(movedPixels(before, after, 0, 0)).toBe(0);
  await expect(page.getByText(/: 0 of [\d,]+ other pixels changed/).first()).toBeVisible();
  const painted = newPixels(after, before.width, before.height, 0, 0);
  expect(painted).toHaveLength(gain * before.height);
  const { mean, deviation } = lumaStatistics(after, painted);
  expect(mean).toBeGreaterThan(0);
  expect(deviation, 'the new area is not flat').toBeGreaterThan(5);

  await editor.button('Undo').click();
  await expect(page.getByRole('contentinfo')).toContainText(grown);
  await editor.button('Undo').click();
  const undone = readPng(await editor.exportPng());
  expect([undone.width, undone.height]).toEqual([before.width, before.height]);
  expect(movedPixels(before, undone, 0, 0)).toBe(0);
});

test('window.lacuna.outpaint keeps the original at its offset', async ({ editor, page }) => {
  await editor.goto('?provider=wasm');
  const photo = readFileSync(HELD_OUT).toString('base64');
  const result = await page.evaluate(async (image) => {
    const blob = new Blob([Uint8Array.from(atob(image), (c) => c.charCodeAt(0))]);
    const text = async (part: Blob) => {
      const bytes = new Uint8Array(await part.arrayBuffer());
      let binary = '';
      for (let i = 0; i < bytes.length; i += 0x8000)
        binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
      return btoa(binary);
    };
    const { candidates } = await window.lacuna.outpaint({
      image: blob,
      left: 131,
      top: 37,
      method: 'exemplar',
      seed: 3,
    });
    const [first] = candidates;
    if (!first) throw new Error('one candidate was asked for');
    const refused = await window.lacuna.outpaint({ image: blob, right: -1 }).then(
      () => 'none',
      (error: { code: string }) => error.code,
    );
    return { image: await text(first.image), rect: first.rect, seed: first.seed, refused };
  }, photo);
  expect(result).toMatchObject({ seed: 3, refused: 'job-invalid' });

  await editor.open(HELD_OUT);
  const before = readPng(await editor.exportPng());
  const after = readPng(Buffer.from(result.image, 'base64'));
  expect([after.width, after.height, after.channels]).toEqual([before.width + 131, before.height + 37, 3]);
  expect(result.rect).toEqual({ x: 0, y: 0, width: after.width, height: after.height });
  expect(movedPixels(before, after, 131, 37)).toBe(0);
  const { deviation } = lumaStatistics(after, newPixels(after, before.width, before.height, 131, 37));
  expect(deviation, 'the new area is not flat').toBeGreaterThan(5);
});
