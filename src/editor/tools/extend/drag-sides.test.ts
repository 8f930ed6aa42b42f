import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extendRect, NO_SIDES, type Sides } from '../../../../workers/shared/geometry/growth.ts';
import { intersectRects, isEmptyRect } from '../../../../workers/shared/geometry/rect.ts';
import { ratioName } from '../../../lib/ratio.ts';
import { dragSides, GRID, type SideDrag } from './drag-sides.ts';

const CANVAS = { width: 1000, height: 700 };
const RIGHT = { across: 'right', down: null } as const;
const CORNER = { across: 'right', down: 'bottom' } as const;

const drag = (change: Partial<SideDrag>): Sides =>
  dragSides({
    ...{ canvas: CANVAS, start: NO_SIDES, handle: RIGHT, by: { x: 0, y: 0 } },
    ...{ both: false, keepRatio: false, snap: 6 },
    ...change,
  });

const size = (sides: Sides, canvas = CANVAS) => {
  const { width, height } = extendRect({ x: 0, y: 0, ...canvas }, sides);
  return { width, height };
};

test('an edge snaps to blocks of 8, to nothing, and to a common ratio', () => {
  expect(drag({ by: { x: 133, y: 40 } })).toEqual({ ...NO_SIDES, right: 136 });
  expect(drag({ by: { x: 5, y: 0 } })).toEqual(NO_SIDES);
  // 16:9 of a height of 700 is a width of 1244
  expect(drag({ by: { x: 249, y: 0 } })).toEqual({ ...NO_SIDES, right: 244 });
  expect(drag({ by: { x: 249.4, y: 0 }, snap: null })).toEqual({ ...NO_SIDES, right: 249 });
});

test('both sides follow with Alt, and the ratio stays with Shift', () => {
  expect(drag({ by: { x: 80, y: 0 }, both: true })).toEqual({ ...NO_SIDES, left: 80, right: 80 });
  expect(size(drag({ handle: CORNER, by: { x: 200, y: 3 }, keepRatio: true }))).toEqual({
    width: 1200,
    height: 840,
  });
  const edge = drag({ by: { x: 200, y: 0 }, keepRatio: true });
  expect(edge).toEqual({ left: 0, right: 200, top: 70, bottom: 70 });
});

test('inward cuts, and never all', () => {
  expect(drag({ by: { x: -200, y: 0 } }).right).toBe(-200);
  expect(size(drag({ by: { x: -5000, y: 0 } })).width).toBe(8);
});

const anyHandle = fc
  .record({
    across: fc.constantFrom('left' as const, 'right' as const, null),
    down: fc.constantFrom('top' as const, 'bottom' as const, null),
  })
  .filter(({ across, down }) => across !== null || down !== null);
const anySide = fc.integer({ min: -90, max: 400 });
const anyDrag = fc.record({
  canvas: fc.record({
    width: fc.integer({ min: 200, max: 4000 }),
    height: fc.integer({ min: 200, max: 4000 }),
  }),
  start: fc.record({ left: anySide, top: anySide, right: anySide, bottom: anySide }),
  handle: anyHandle,
  by: fc.record({
    x: fc.float({ min: -3000, max: 3000, noNaN: true }),
    y: fc.float({ min: -3000, max: 3000, noNaN: true }),
  }),
  both: fc.boolean(),
  keepRatio: fc.boolean(),
  snap: fc.option(fc.float({ min: 1, max: 30, noNaN: true })),
});

test('whatever is dragged: whole pixels, and a piece of the canvas is kept', () => {
  fc.assert(
    fc.property(anyDrag, (any) => {
      const sides = dragSides(any);
      const canvas = { x: 0, y: 0, ...any.canvas };
      expect(Object.values(sides).every((side) => Number.isInteger(side) && !Object.is(side, -0))).toBe(true);
      expect(isEmptyRect(intersectRects(extendRect(canvas, sides), canvas))).toBe(false);
    }),
  );
});

test('without Alt or Shift only the sides in hand move', () => {
  fc.assert(
    fc.property(anyDrag, (any) => {
      const sides = dragSides({ ...any, both: false, keepRatio: false });
      const held: readonly (string | null)[] = [any.handle.across, any.handle.down];
      for (const side of ['left', 'top', 'right', 'bottom'] as const) {
        if (!held.includes(side)) expect(sides[side]).toBe(any.start[side]);
      }
    }),
  );
});

test('a snapped amount is 0, a block of 8, makes a common ratio or the canvas’s own, or is as small as a cut gets', () => {
  const own = size(NO_SIDES);
  fc.assert(
    fc.property(fc.float({ min: -980, max: 3000, noNaN: true }), (x) => {
      const sides = drag({ by: { x, y: 0 } });
      const { width, height } = size(sides);
      const isOwnRatio = width === Math.round((height * own.width) / own.height);
      const isNamed = /^\d+:\d+$/.test(ratioName({ width, height }));
      expect(sides.right % GRID === 0 || isNamed || isOwnRatio || width === 8).toBe(true);
      // never further from the pointer than the reach of a snap
      if (width > 8) expect(Math.abs(sides.right - x)).toBeLessThanOrEqual(GRID / 2 + 6);
    }),
  );
});
