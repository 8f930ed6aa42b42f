import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWholeRect, type Rect, rectContains } from '../../workers/shared/geometry/rect.ts';
import { spotAround } from './spot.ts';

const PICTURE = { width: 1000, height: 800 };

/** A mask of the size of `rect` with some boxes of it painted. */
function hole({ width, height }: Rect, ...boxes: readonly Rect[]) {
  const data = new Uint8Array(width * height);
  for (const box of boxes)
    for (let y = box.y; y < box.y + box.height; y++)
      data.fill(255, y * width + box.x, y * width + box.x + box.width);
  return { width, height, data };
}

test('a small hole is shown with what is around it', () => {
  const rect = { x: 500, y: 300, width: 40, height: 30 };
  const shown = spotAround(rect, hole(rect, { x: 0, y: 0, width: 40, height: 30 }), PICTURE);
  expect(shown).toEqual({ x: 488, y: 283, width: 65, height: 65 });
});

test('of several spots the largest is shown', () => {
  const rect = { x: 100, y: 100, width: 800, height: 600 };
  const large = { x: 600, y: 500, width: 80, height: 60 };
  const mask = hole(rect, { x: 0, y: 0, width: 30, height: 30 }, large, {
    x: 5,
    y: 560,
    width: 20,
    height: 40,
  });
  const shown = spotAround(rect, mask, PICTURE) as Rect;
  expect(rectContains(shown, { ...large, x: 700, y: 600 })).toBe(true);
  expect(shown.width).toBeLessThan(200);
});

test('a hole at the rim, and one as large as the picture, stay inside the picture', () => {
  const rim = { x: 960, y: 0, width: 40, height: 800 };
  const all = { x: 0, y: 0, ...PICTURE };
  expect(spotAround(rim, hole(rim, { ...rim, x: 0 }), PICTURE)).toEqual({
    x: 200,
    y: 0,
    width: 800,
    height: 800,
  });
  expect(spotAround(all, hole(all, all), PICTURE)).toEqual({ x: 100, y: 0, width: 800, height: 800 });
});

test('a fill beside a cropped canvas cannot be shown', () => {
  const rect = { x: -80, y: 20, width: 40, height: 40 };
  expect(spotAround(rect, hole(rect, { x: 0, y: 0, width: 40, height: 40 }), PICTURE)).toBeNull();
});

test('whatever the mask, what is shown is a square of whole pixels inside the picture', () => {
  const part = fc.record({
    x: fc.integer({ min: 0, max: 60 }),
    y: fc.integer({ min: 0, max: 60 }),
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
  });
  const place = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 700 }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), place, (parts, [x, y]) => {
      const rect = { x, y, width: 100, height: 100 };
      const shown = spotAround(rect, hole(rect, ...parts), PICTURE) as Rect;
      expect(shown.width).toBe(shown.height);
      expect(isWholeRect(shown)).toBe(true);
      expect(rectContains({ x: 0, y: 0, ...PICTURE }, shown)).toBe(true);
    }),
  );
});
