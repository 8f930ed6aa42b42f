import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollPixels, seamBand, seamlessFills, unrolledMask, wrappedGap } from './roll-pixels.ts';

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

test('a wrapped gap lies between the right end and the left one, however the picture lies on its canvas', () => {
  for (const [left, right] of [
    [0, 6],
    [4, 2],
    [6, 0],
  ] as const) {
    const gap = wrappedGap({ width: 9, height: 4 }, { left, right });
    const { dx, hole } = gap;
    const rolled = rollPixels(places(15, 4), dx, 0);
    const columns = Array.from({ length: 15 }, (_, x) => rolled.data[x * 4] as number);
    const made = [...[...Array(right).keys()].map((k) => left + 9 + k), ...Array(left).keys()];
    expect(columns.slice(hole.x, hole.x + hole.width)).toEqual(made);
    expect(columns[hole.x - 1]).toBe(left + 8);
    expect(columns[hole.x + hole.width]).toBe(left);
    const mask = unrolledMask({ width: 15, height: 4 }, [gap]);
    const row = [...mask.data.subarray(15, 30)].map((value, x) => (value ? x : -1)).filter((x) => x >= 0);
    expect(row).toEqual([...made].sort((a, b) => a - b));
  }
});

test('the band of a texture is a twelfth of its side, and refused where it leaves nothing', () => {
  expect(seamBand({ width: 240, height: 320 })).toBe(20);
  expect(seamBand({ width: 64, height: 64 })).toBe(8);
  expect(seamBand({ width: 63, height: 300 })).toBeNull();
  expect(seamBand({ width: 120, height: 120 }, 21)).toBeNull();
  expect(seamBand({ width: 120, height: 120 }, 3)).toBeNull();
});
