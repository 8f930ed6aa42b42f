import { expect, test } from 'vitest';
import { tileGrid } from '../document/tile-grid.ts';
import { firstDifference } from '../testing/bytes.ts';
import type { Point } from './capsule.ts';
import { MaskLayer } from './mask-layer.ts';
import { type Dab, type PaintMode, paintTapered } from './paint-line.ts';

const WHOLE = { x: 0, y: 0, width: 700, height: 600 };

/** A winding way with long and short steps, straight ones and ones back among them. */
const WAY: readonly Point[] = [
  ...Array.from({ length: 60 }, (_, k) => ({
    x: 350 + 250 * Math.sin(k / 7),
    y: 300 + 200 * Math.cos(k / 4.3),
  })),
  { x: 100, y: 100 },
  { x: 600, y: 100 },
  { x: 600, y: 500 },
  { x: 600.001, y: 80 },
  { x: 590, y: 80 },
  { x: 612, y: 80 },
];

const BRUSHES: readonly (readonly [PaintMode, Dab])[] = [
  ['add', { size: 60, hardness: 0.8, opacity: 1 }],
  ['add', { size: 91, hardness: 0, opacity: 0.6 }],
  ['subtract', { size: 33, hardness: 1, opacity: 0.5 }],
  ['add', { size: 1, hardness: 1, opacity: 1 }],
];

test.each(BRUSHES)('a stroke that goes on paints what whole lines paint: %s %o', (mode, dab) => {
  const [joined, whole] = [true, false].map((goesOn) => {
    const mask = new MaskLayer(tileGrid(WHOLE.width, WHOLE.height), () => {});
    if (mode === 'subtract') for (let tile = 0; tile < 4; tile++) mask.edit(tile).fill(255);
    WAY.forEach((to, k) => {
      paintTapered(mask, WAY[k - 1] ?? to, to, dab, dab, mode, goesOn && k > 0);
    });
    return mask.read(WHOLE).data;
  }) as [Uint8Array, Uint8Array];
  expect(new Set(whole).size).toBeGreaterThan(2);
  expect(firstDifference(joined, whole)).toBe(-1);
});

test('what a stroke tells as touched holds all that it changes', () => {
  let inside = new Set<number>();
  const mask = new MaskLayer(tileGrid(WHOLE.width, WHOLE.height), ({ x, y, width, height }) => {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) inside.add(row * WHOLE.width + column);
    }
  });
  const dab: Dab = { size: 40, hardness: 0.5, opacity: 1 };
  for (const [k, to] of WAY.slice(0, 30).entries()) {
    const before = mask.read(WHOLE).data;
    inside = new Set();
    paintTapered(mask, WAY[k - 1] ?? to, to, dab, dab, 'add', k > 0);
    const after = mask.read(WHOLE).data;
    const missed = after.findIndex((value, at) => value !== before[at] && !inside.has(at));
    expect(missed).toBe(-1);
  }
});
