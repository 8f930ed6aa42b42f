import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollPixels, seamlessFills, wrappedGap } from './roll-pixels.ts';

/** Every pixel holds its place. */
function places(width: number, height: number) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([i % width, Math.floor(i / width), 0, 255], i * 4);
  return { width, height, data };
}

test('a rolled picture has each pixel at its place, and rolls back to the same bytes', () => {
  const size = fc.integer({ min: 1, max: 12 });
  const shift = fc.integer({ min: -30, max: 30 });
  fc.assert(
    fc.property(size, size, shift, shift, (width, height, dx, dy) => {
      const picture = places(width, height);
      const rolled = rollPixels(picture, dx, dy);
      const x = ((((width >> 1) + dx) % width) + width) % width;
      const y = ((((height >> 1) + dy) % height) + height) % height;
      expect([...rolled.data.subarray((y * width + x) * 4, (y * width + x) * 4 + 2)]).toEqual([
        width >> 1,
        height >> 1,
      ]);
      expect(rollPixels(rolled, -dx, -dy)).toEqual(picture);
    }),
  );
});

test('the fills of a texture cover both seams whole, and none reaches a border', () => {
  for (const [width, height, band] of [
    [64, 64, 8],
    [101, 67, 9],
    [66, 130, 11],
  ] as const) {
    const filled = new Set<string>();
    for (const { dx, dy, hole } of seamlessFills({ width, height }, band)) {
      expect(hole.x).toBeGreaterThan(0);
      expect(hole.y).toBeGreaterThan(0);
      expect(hole.x + hole.width).toBeLessThan(width);
      expect(hole.y + hole.height).toBeLessThan(height);
      for (let y = hole.y; y < hole.y + hole.height; y++) {
        for (let x = hole.x; x < hole.x + hole.width; x++) {
          filled.add(`${(x - dx + width) % width},${(y - dy + height) % height}`);
        }
      }
    }
    for (let y = 0; y < height; y++)
      for (const x of [0, width - 1]) expect(filled.has(`${x},${y}`)).toBe(true);
    for (let x = 0; x < width; x++)
      for (const y of [0, height - 1]) expect(filled.has(`${x},${y}`)).toBe(true);
    // Most of the texture stays.
    expect(filled.size).toBeLessThan(0.75 * width * height);
  }
});

test('a wrapped gap lies between the right end and the left one', () => {
  const { dx, hole } = wrappedGap({ width: 9, height: 4 }, 6);
  const rolled = rollPixels(places(15, 4), dx, 0);
  const columns = Array.from({ length: 15 }, (_, x) => rolled.data[x * 4] as number);
  expect(columns.slice(hole.x, hole.x + hole.width)).toEqual([9, 10, 11, 12, 13, 14]);
  expect(columns[hole.x - 1]).toBe(8);
  expect(columns[hole.x + hole.width]).toBe(0);
});
