import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OutpaintPlan, type OutpaintRequest, outpaintPlan } from './outpaint-plan.ts';
import { intersectRects, isEmptyRect, type Rect, rectContains } from './rect.ts';

const NONE = { left: 0, top: 0, right: 0, bottom: 0 };
const side = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 150 }));
const requests: fc.Arbitrary<OutpaintRequest> = fc.record({
  picture: fc.record({ width: fc.integer({ min: 1, max: 90 }), height: fc.integer({ min: 1, max: 90 }) }),
  sides: fc.record({ left: side, top: side, right: side, bottom: side }),
  nativeSize: fc.constantFrom(16, 64),
  stepPx: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
});

/** 1 for every pixel of the canvas that is known before a step. */
function knownPixels({ canvas, known }: OutpaintPlan): { map: Uint8Array; fill: (rect: Rect) => void } {
  const map = new Uint8Array(canvas.width * canvas.height);
  const fill = (rect: Rect) => {
    for (let y = rect.y; y < rect.y + rect.height; y++) {
      map.fill(1, y * canvas.width + rect.x, y * canvas.width + rect.x + rect.width);
    }
  };
  fill(known);
  return { map, fill };
}

test('the steps make every new pixel once, and no old one', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const plan = outpaintPlan(request);
      const { canvas, known, steps } = plan;
      const { left, top, right, bottom } = request.sides;
      expect(canvas).toEqual({
        width: request.picture.width + left + right,
        height: request.picture.height + top + bottom,
      });
      expect(known).toEqual({ x: left, y: top, ...request.picture });
      const count = new Uint8Array(canvas.width * canvas.height);
      for (const { area } of [{ area: known }, ...steps]) {
        expect(rectContains({ x: 0, y: 0, ...canvas }, area)).toBe(true);
        expect(isEmptyRect(area)).toBe(false);
        for (let y = area.y; y < area.y + area.height; y++) {
          for (let x = area.x; x < area.x + area.width; x++) {
            count[y * canvas.width + x] = (count[y * canvas.width + x] as number) + 1;
          }
        }
      }
      expect(count.every((times) => times === 1)).toBe(true);
    }),
  );
});

test('a step looks at what is there by then and at nothing else', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const plan = outpaintPlan(request);
      const { map, fill } = knownPixels(plan);
      for (const { area, window } of plan.steps) {
        expect(rectContains(window, area)).toBe(true);
        // Something known borders on what is new.
        expect(window.width * window.height).toBeGreaterThan(area.width * area.height);
        fill(area);
        for (let y = window.y; y < window.y + window.height; y++) {
          const row = y * plan.canvas.width + window.x;
          expect(map.subarray(row, row + window.width).every((known) => known === 1)).toBe(true);
        }
      }
    }),
  );
});

test('a photograph twice as wide: the whole height at once, in steps of half a native window', () => {
  const { steps } = outpaintPlan({
    picture: { width: 4000, height: 3000 },
    sides: { ...NONE, right: 4001 },
    nativeSize: 256,
  });
  expect(steps.map(({ part, area }) => [part, area.x, area.width])).toEqual([
    ['right', 4000, 1334],
    ['right', 5334, 1333],
    ['right', 6667, 1334],
  ]);
  for (const { area, window } of steps) {
    expect(window).toMatchObject({ y: 0, width: 3000, height: 3000 });
    expect(area.width).toBeLessThanOrEqual((128 * 3000) / 256);
  }
});

test('the step size is counted in pixels of the model', () => {
  const widths = (stepPx: number) =>
    outpaintPlan({
      picture: { width: 1024, height: 1024 },
      sides: { ...NONE, left: 512 },
      nativeSize: 256,
      stepPx,
    }).steps.map(({ area }) => area.width);
  expect(widths(128)).toEqual([512]);
  expect(widths(64)).toEqual([256, 256]);
  // Below an eighth of a window a step would be all seam.
  expect(widths(1)).toEqual(Array(4).fill(128));
});

test('a panorama grown at the bottom is seen in two windows that overlap', () => {
  const { steps } = outpaintPlan({
    picture: { width: 7000, height: 1000 },
    sides: { ...NONE, bottom: 700 },
    nativeSize: 256,
  });
  const [first, second] = steps;
  expect(steps.length).toBe(2);
  expect(first?.area).toEqual({ x: 0, y: 1000, width: 4000, height: 700 });
  expect(second?.area).toEqual({ x: 4000, y: 1000, width: 3000, height: 700 });
  const common = intersectRects(first?.window as Rect, second?.window as Rect);
  expect(common.width).toBe(1000);
});

test('corners come last', () => {
  const { steps } = outpaintPlan({
    picture: { width: 300, height: 200 },
    sides: { left: 31, top: 33, right: 35, bottom: 37 },
    nativeSize: 256,
  });
  const parts = steps.map(({ part }) => part);
  expect(parts).toEqual(['left', 'right', 'top', 'bottom', 'corner', 'corner', 'corner', 'corner']);
});

test('nothing to add is no step', () => {
  expect(outpaintPlan({ picture: { width: 5, height: 4 }, sides: NONE, nativeSize: 256 }).steps).toEqual([]);
});

test('a picture that is given as a rectangle counts by its size alone', () => {
  const sides = { ...NONE, left: 30, top: 20 };
  const picture = { width: 40, height: 30 };
  const placed = { x: 7, y: 9, ...picture };
  expect(outpaintPlan({ picture: placed, sides, nativeSize: 16 })).toEqual(
    outpaintPlan({ picture, sides, nativeSize: 16 }),
  );
});
