import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitView, MAX_ZOOM, MIN_ZOOM, toImage, toScreen, zoomAbout } from './view.ts';
import { Viewport } from './viewport.ts';

const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true });

test('screen and image points are each other’s inverse', () => {
  fc.assert(
    fc.property(coordinate, coordinate, fc.double({ min: 0.02, max: 32, noNaN: true }), (x, y, zoom) => {
      const view = { zoom, x: 13, y: -70 };
      const back = toImage(view, toScreen(view, { x, y }));
      expect(back.x).toBeCloseTo(x, 6);
      expect(back.y).toBeCloseTo(y, 6);
    }),
  );
});

test('zooming keeps the point under the pointer, and stays within its range', () => {
  const view = { zoom: 0.5, x: 100, y: 40 };
  const at = { x: 321, y: 123 };
  const next = zoomAbout(view, 3, at);
  expect(toImage(next, at).x).toBeCloseTo(toImage(view, at).x, 9);
  expect(toImage(next, at).y).toBeCloseTo(toImage(view, at).y, 9);
  expect(zoomAbout(view, 1000, at).zoom).toBe(MAX_ZOOM);
  expect(zoomAbout(view, 0, at).zoom).toBe(MIN_ZOOM);
});

test('a fitted picture lies in the middle with nothing cut off', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: 3000 }),
      fc.integer({ min: 50, max: 3000 }),
      fc.integer({ min: 1, max: 12000 }),
      fc.integer({ min: 1, max: 12000 }),
      (hostWidth, hostHeight, width, height) => {
        const view = fitView({ width: hostWidth, height: hostHeight }, { width, height });
        const end = toScreen(view, { x: width, y: height });
        expect(view.x).toBeCloseTo(hostWidth - end.x, 6);
        expect(view.y).toBeCloseTo(hostHeight - end.y, 6);
        if (view.zoom > MIN_ZOOM) expect(Math.min(view.x, view.y)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('a fitted picture stays fitted when the host changes, a moved one keeps its zoom', () => {
  const viewport = new Viewport(() => {});
  viewport.show({ width: 1000, height: 500 });
  viewport.resize({ width: 548, height: 900 });
  expect(viewport.current.zoom).toBeCloseTo(0.5);
  viewport.resize({ width: 266, height: 900 });
  expect(viewport.current.zoom).toBeCloseTo(0.25);
  viewport.zoomTo(1);
  viewport.resize({ width: 600, height: 900 });
  expect(viewport.current.zoom).toBe(1);
});

test('a picture cannot be pushed out of sight', () => {
  const viewport = new Viewport(() => {});
  viewport.show({ width: 100, height: 100 });
  viewport.resize({ width: 400, height: 300 });
  viewport.panBy(99999, -99999);
  const { x, y, zoom } = viewport.current;
  expect(x).toBeLessThanOrEqual(400 - 48);
  expect(y + 100 * zoom).toBeGreaterThanOrEqual(48);
});

test('side by side, the picture is cut the way that leaves it larger', () => {
  const viewport = new Viewport(() => {});
  viewport.resize({ width: 900, height: 700 });
  viewport.show({ width: 1600, height: 600 });
  viewport.setSplit(true, null);
  expect(viewport.split).toBe('down');
  viewport.show({ width: 600, height: 800 });
  expect(viewport.split).toBe('across');
  expect(viewport.current.zoom * 800).toBeGreaterThan(500);
  viewport.setSplit(false, null);
  expect(viewport.split).toBeNull();
});

test('side by side begins on what has changed, as large as the halves, and ends with the fitted picture', () => {
  const viewport = new Viewport(() => {});
  viewport.resize({ width: 900, height: 700 });
  viewport.show({ width: 1600, height: 1200 });
  const fitted = viewport.current;
  viewport.setSplit(true, { x: 1300, y: 200, width: 100, height: 80 });
  const { zoom, x, y } = viewport.current;
  const [half] = viewport.panes();
  expect(zoom).toBeCloseTo(Math.max(half.width / 1600, half.height / 1200));
  // no empty rim, and the change in sight
  expect(Math.min(x + 1600 * zoom - half.width, y + 1200 * zoom - half.height, -x, -y)).toBeGreaterThan(
    -1e-9,
  );
  expect(1300 * zoom + x).toBeGreaterThan(0);
  expect(1400 * zoom + x).toBeLessThan(half.width);
  viewport.fit();
  expect(viewport.current.zoom).toBeLessThan(zoom);
  viewport.setSplit(false, null);
  expect(viewport.current).toEqual(fitted);
});

test('side by side shows all of a change as wide as the picture, and leaves a chosen zoom alone', () => {
  const viewport = new Viewport(() => {});
  viewport.resize({ width: 900, height: 700 });
  viewport.show({ width: 1600, height: 1200 });
  viewport.setSplit(true, { x: 0, y: 900, width: 1600, height: 300 });
  const [half] = viewport.panes();
  expect(1600 * viewport.current.zoom).toBeLessThanOrEqual(half.width);
  viewport.setSplit(false, null);
  viewport.zoomTo(2);
  viewport.setSplit(true, { x: 1300, y: 200, width: 100, height: 80 });
  expect(viewport.current.zoom).toBe(2);
});
