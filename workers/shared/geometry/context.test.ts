import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextWindow, sourceWindow, workingSize } from './context.ts';
import { intersectRects, isEmptyRect, rectContains } from './rect.ts';

const side = fc.integer({ min: 1, max: 4000 });
const native = fc.constantFrom(64, 256, 512);
const anyCase = fc.record({
  picture: fc.record({ width: side, height: side }),
  bounds: fc.record({
    x: fc.integer({ min: -50, max: 4000 }),
    y: fc.integer({ min: -50, max: 4000 }),
    width: fc.integer({ min: 0, max: 3000 }),
    height: fc.integer({ min: 0, max: 3000 }),
  }),
  nativeSize: native,
});

describe('contextWindow', () => {
  it('lies inside the picture, is never empty and covers the hole', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const whole = { x: 0, y: 0, ...given.picture };
        const window = contextWindow(given);
        expect(isEmptyRect(window)).toBe(false);
        expect(rectContains(whole, window)).toBe(true);
        const hole = intersectRects(given.bounds, whole);
        if (!isEmptyRect(hole)) expect(rectContains(window, hole)).toBe(true);
      }),
    );
  });

  it('is a square of the wanted side wherever the picture has room for it', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const hole = intersectRects(given.bounds, { x: 0, y: 0, ...given.picture });
        fc.pre(!isEmptyRect(hole));
        const across = Math.min(Math.ceil(1.75 * hole.width), given.picture.width);
        const down = Math.min(Math.ceil(1.75 * hole.height), given.picture.height);
        const wanted = Math.max(given.nativeSize, across, down);
        const window = contextWindow(given);
        expect(window.width).toBe(Math.min(wanted, given.picture.width));
        expect(window.height).toBe(Math.min(wanted, given.picture.height));
      }),
    );
  });

  it('takes a square of the edge for a strip along it', () => {
    const picture = { width: 5000, height: 3000 };
    expect(
      contextWindow({ bounds: { x: 4000, y: 0, width: 1000, height: 3000 }, picture, nativeSize: 256 }),
    ).toEqual({ x: 2000, y: 0, width: 3000, height: 3000 });
  });

  it('centres on the hole, and shifts at an edge', () => {
    const picture = { width: 1000, height: 800 };
    expect(
      contextWindow({ bounds: { x: 400, y: 300, width: 100, height: 40 }, picture, nativeSize: 256 }),
    ).toEqual({ x: 322, y: 192, width: 256, height: 256 });
    expect(
      contextWindow({ bounds: { x: 990, y: 0, width: 10, height: 10 }, picture, nativeSize: 256 }),
    ).toEqual({ x: 744, y: 0, width: 256, height: 256 });
    expect(
      contextWindow({ bounds: { x: 100, y: 100, width: 400, height: 100 }, picture, nativeSize: 256 }),
    ).toEqual({ x: 0, y: 0, width: 700, height: 700 });
  });
});

describe('workingSize', () => {
  it('has multiples on both sides, the native size on the long one and keeps the aspect', () => {
    fc.assert(
      fc.property(side, side, native, (width, height, nativeSize) => {
        const size = workingSize({ width, height }, nativeSize, 8);
        expect(size.width % 8).toBe(0);
        expect(size.height % 8).toBe(0);
        expect(Math.max(size.width, size.height)).toBe(nativeSize);
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(64);
        const exact = (nativeSize * Math.min(width, height)) / Math.max(width, height);
        if (exact >= 64) expect(Math.abs(Math.min(size.width, size.height) - exact)).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('leaves a native square as it is', () => {
    expect(workingSize({ width: 256, height: 256 }, 256, 8)).toEqual({ width: 256, height: 256 });
    expect(workingSize({ width: 3000, height: 1500 }, 256, 8)).toEqual({ width: 256, height: 128 });
  });
});

describe('sourceWindow', () => {
  it('lies inside the picture, covers its view, and holds at most 6 million pixels where it is wider', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { rect, view } = sourceWindow(given);
        expect(view).toEqual(contextWindow(given));
        expect(rectContains({ x: 0, y: 0, ...given.picture }, rect)).toBe(true);
        expect(rectContains(rect, view)).toBe(true);
        if (rect.width * rect.height > 6_000_000) expect(rect).toEqual(view);
      }),
    );
  });

  it('reaches three eighths of the hole further than the view, but not where a whole side is filled', () => {
    const picture = { width: 4000, height: 3000 };
    const of = (bounds: { x: number; y: number; width: number; height: number }) =>
      sourceWindow({ bounds, picture, nativeSize: 256 });
    const { rect, view } = of({ x: 1800, y: 1400, width: 400, height: 200 });
    expect([view.width, rect.width, view.x - rect.x]).toEqual([700, 1000, 150]);
    const strip = of({ x: 3000, y: 0, width: 1000, height: 3000 });
    expect(strip.rect).toEqual(strip.view);
  });
});
