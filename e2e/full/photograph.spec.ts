import { expect } from '@playwright/test';
import { lumaStatistics, type Raster, readPng } from '../support/pixels.ts';
import { test } from '../support/test.ts';

/** 4272 x 2848, never trained on. */
const PHOTOGRAPH = 'e2e/fixtures/held-out-12mp.jpg';

/** Indices of pixels of `before` that have another colour at the same place in `after`. */
function changedPixels(before: Raster, after: Raster): number[] {
  const changed: number[] = [];
  for (let i = 0; i < before.width * before.height; i++) {
    const x = i % before.width;
    const a = i * before.channels;
    const b = (((i - x) / before.width) * after.width + x) * after.channels;
    if (
      before.data[a] !== after.data[b] ||
      before.data[a + 1] !== after.data[b + 1] ||
      before.data[a + 2] !== after.data[b + 2]
    ) {
      changed.push(i);
    }
  }
  return changed;
}

/** Share of the box around these pixels that they fill. */
function density(pixels: readonly number[], width: number): number {
  let [left, right] = [width, 0];
  for (const i of pixels) {
    left = Math.min(left, i % width);
    right = Math.max(right, i % width);
  }
  const rows = Math.floor((pixels.at(-1) ?? 0) / width) - Math.floor((pixels[0] ?? 0) / width) + 1;
  return pixels.length / (rows * (right - left + 1));
}

test('12 megapixels: a person-size hole filled, a quarter added on the right, exported', async ({
  editor,
  page,
}, info) => {
  test.slow();
  const seconds: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    seconds[name] = Math.round((performance.now() - start) / 100) / 10;
    return result;
  };

  await editor.goto('?provider=wasm');
  await timed('open', () => editor.open(PHOTOGRAPH));
  const before = readPng(await timed('export', () => editor.exportPng()));
  await editor.tool('Rectangle');
  await editor.drag({ x: 0.46, y: 0.35 }, { x: 0.54, y: 0.62 });
  await timed('fill', () => editor.fill());
  await editor.pick('picture');
  await editor.accept();
  const filled = readPng(await editor.exportPng());
  const hole = changedPixels(before, filled);
  expect(hole.length).toBeGreaterThan(50_000);
  expect(hole.length).toBeLessThan(0.1 * before.width * before.height);
  expect(density(hole, before.width), 'nothing but the hole and its fade changes').toBeGreaterThan(0.5);
  expect(lumaStatistics(filled, hole).deviation).toBeGreaterThan(2);

  const gain = Math.round(before.width / 4);
  await page.getByRole('radio', { name: 'Expand', exact: true }).check({ force: true });
  await page.getByRole('spinbutton', { name: 'Right', exact: true }).fill('25');
  await timed('expand', () => editor.fill(170_000));
  await editor.pick('picture');
  await editor.accept();
  const grown = readPng(await timed('export grown', () => editor.exportPng()));
  expect([grown.width, grown.height]).toEqual([before.width + gain, before.height]);
  expect(changedPixels(filled, grown), 'not one original pixel changes').toHaveLength(0);
  await expect(page.getByText(/: 0 of [\d,]+ other pixels changed/).first()).toBeVisible();
  const right = Array.from({ length: 20_000 }, (_, k) => {
    const y = Math.floor((k / 20_000) * grown.height);
    return y * grown.width + before.width + ((k * 97) % gain);
  });
  expect(lumaStatistics(grown, right).deviation, 'the new area is not flat').toBeGreaterThan(5);
  info.annotations.push({ type: 'seconds', description: JSON.stringify(seconds) });
  console.log(`12 megapixels, seconds: ${JSON.stringify(seconds)}`);
});
