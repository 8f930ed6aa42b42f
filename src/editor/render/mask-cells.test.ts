import { expect, test } from 'vitest';
import { tileGrid } from '../document/tile-grid.ts';
import { MaskLayer } from '../mask/mask-layer.ts';
import { paintRect } from '../mask/shapes.ts';
import { firstDifference } from '../testing/bytes.ts';
import { emptyCells, pool, readRim } from './mask-cells.ts';

const SIZE = { width: 70, height: 37 };

test('a thin line survives every level', () => {
  const values = new Uint8Array(SIZE.width * SIZE.height);
  values.fill(200, 20 * SIZE.width, 21 * SIZE.width);
  for (const level of [0, 1, 3, 5]) {
    const cells = emptyCells(SIZE, level);
    pool(cells, values, SIZE, { x: 0, y: 0, ...SIZE });
    const row = 20 >> level;
    const line = cells.values.subarray(row * cells.columns, (row + 1) * cells.columns);
    expect(line.every((value) => value === 200)).toBe(true);
    expect(cells.values.filter((value) => value > 0)).toHaveLength(cells.columns);
  }
});

test('a part that is worked out again gives the same cells as the whole, also when values fall', () => {
  const before = Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, i) => (i * 37) & 255);
  const after = before.slice();
  const part = { x: 11, y: 9, width: 30, height: 17 };
  for (let y = part.y; y < part.y + part.height; y++) {
    after.fill(0, y * SIZE.width + part.x, y * SIZE.width + part.x + part.width);
  }
  for (const level of [0, 2, 4]) {
    const updated = emptyCells(SIZE, level);
    const fresh = emptyCells(SIZE, level);
    pool(updated, before, SIZE, { x: 0, y: 0, ...SIZE });
    pool(updated, after, SIZE, part);
    pool(fresh, after, SIZE, { x: 0, y: 0, ...SIZE });
    expect(firstDifference(updated.values, fresh.values)).toBe(-1);
  }
});

test('the rim of a tile is its neighbours’ nearest cells', () => {
  const mask = new MaskLayer(tileGrid(1100, 600), () => {});
  paintRect(mask, { x: 500, y: 100, width: 100, height: 50 }, 'add');
  paintRect(mask, { x: 600, y: 510, width: 30, height: 10 }, 'add');
  const cells = emptyCells({ width: 512, height: 512 }, 0);
  const rim = readRim(mask, 1, cells);
  expect(rim.left.findIndex((value) => value > 0)).toBe(100);
  expect(rim.left.findLastIndex((value) => value > 0)).toBe(149);
  expect(rim.bottom.findIndex((value) => value > 0)).toBe(600 - 512);
  expect(rim.top.some((value) => value > 0) || rim.right.some((value) => value > 0)).toBe(false);
  const coarse = readRim(mask, 1, emptyCells({ width: 512, height: 512 }, 3));
  expect(coarse.left.findIndex((value) => value > 0)).toBe(100 >> 3);
});
