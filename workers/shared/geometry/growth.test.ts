import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsLimits } from './canvas-limits.ts';
import { extendRect, rectsAround, sidesForRatio } from './growth.ts';
import { intersectRects, isEmptyRect } from './rect.ts';

const side = fc.integer({ min: 0, max: 30 });
const sides = fc.record({ left: side, top: side, right: side, bottom: side });

test('the rectangles around a canvas are the new area, once', () => {
  fc.assert(
    fc.property(
      sides,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      (by, width, height) => {
        const inner = { x: 5, y: -3, width, height };
        const outer = extendRect(inner, by);
        const parts = rectsAround(outer, inner).filter((part) => !isEmptyRect(part));
        const area = parts.reduce((sum, part) => sum + part.width * part.height, 0);
        expect(area).toBe(outer.width * outer.height - width * height);
        for (const [i, part] of parts.entries()) {
          for (const other of [inner, ...parts.slice(i + 1)]) {
            expect(isEmptyRect(intersectRects(part, other))).toBe(true);
          }
        }
      },
    ),
  );
});

test('a ratio grows one side around the centre and never takes anything away', () => {
  expect(sidesForRatio({ width: 1500, height: 999 }, 1, 1)).toEqual({
    left: 0,
    top: 250,
    right: 0,
    bottom: 251,
  });
  expect(sidesForRatio({ width: 1500, height: 999 }, 16, 9)).toEqual({
    left: 138,
    top: 0,
    right: 138,
    bottom: 0,
  });
  expect(sidesForRatio({ width: 400, height: 300 }, 4, 3)).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: 4000 }),
      fc.integer({ min: 50, max: 4000 }),
      fc.constantFrom([1, 1], [4, 5], [4, 3], [3, 2], [16, 9], [9, 16]),
      (width, height, [across = 1, down = 1]) => {
        const by = sidesForRatio({ width, height }, across, down);
        expect(Math.min(...Object.values(by))).toBeGreaterThanOrEqual(0);
        const grown = extendRect({ x: 0, y: 0, width, height }, by);
        expect(grown.width === width || grown.height === height).toBe(true);
        // to the pixel that the longer side can express
        expect(Math.abs(grown.width * down - grown.height * across)).toBeLessThanOrEqual(
          Math.max(across, down),
        );
        expect(Math.abs(by.right - by.left)).toBeLessThanOrEqual(1);
        expect(Math.abs(by.bottom - by.top)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('limits hold for each side and for the whole', () => {
  expect(fitsLimits(16384, 6000)).toBe(true);
  expect(fitsLimits(16385, 10)).toBe(false);
  expect(fitsLimits(10, 16385)).toBe(false);
  expect(fitsLimits(10_001, 10_000)).toBe(false);
});
