import { expect, test } from 'vitest';
import { differenceTile } from './difference.ts';

const tile = (...values: number[]) => ({ width: 2, height: 1, data: new Uint8ClampedArray(values) });

test('marks exactly the pixels that differ, larger differences more strongly', () => {
  const before = tile(10, 20, 30, 255, 40, 50, 60, 255);
  const after = tile(10, 20, 30, 255, 40, 51, 60, 255);
  const marks = differenceTile(before, after).data;
  expect([marks[3], marks[7]]).toEqual([0, 121]);
  const stronger = differenceTile(before, tile(10, 20, 30, 255, 40, 250, 60, 255)).data;
  expect(stronger[7]).toBe(255);
  expect(differenceTile(before, after)).toBe(differenceTile(before, after));
});
