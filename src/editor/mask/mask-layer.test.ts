import { expect, test } from 'vitest';
import { tileGrid } from '../document/tile-grid.ts';
import { firstDifference } from '../testing/bytes.ts';
import { MaskLayer } from './mask-layer.ts';
import { paintRect } from './shapes.ts';

const WHOLE = { x: 0, y: 0, width: 1500, height: 500 };

test('tiles that were settled behind a stroke take what is painted when it comes back', () => {
  const [ahead, plain] = [true, false].map((settles) => {
    const mask = new MaskLayer(tileGrid(WHOLE.width, WHOLE.height), () => {});
    for (let k = 0; k < 60; k++) {
      // to the right, and back over the same tiles, lower
      const x = k < 30 ? 50 * k : 50 * (59 - k);
      paintRect(mask, { x, y: k < 30 ? 10 : 60, width: 40, height: 20 }, 'add');
      if (settles) mask.settleBehind();
    }
    return mask;
  }) as [MaskLayer, MaskLayer];
  const change = ahead.seal();
  expect(change).toEqual(plain.seal());
  expect(change?.size).toBe(3);
  expect(firstDifference(ahead.read(WHOLE).data, plain.read(WHOLE).data)).toBe(-1);
  if (change) ahead.toggle(change);
  expect(ahead.bounds()).toBeNull();
  if (change) ahead.toggle(change);
  expect(firstDifference(ahead.read(WHOLE).data, plain.read(WHOLE).data)).toBe(-1);
});
