import { expect, test } from 'vitest';
import { type Rect, rectContains } from '../../../workers/shared/geometry/rect.ts';
import { OverlayDamage } from './overlay-damage.ts';
import type { Frame, Scene } from './scene.ts';

const FRAME: Frame = { view: { zoom: 0.5, x: 10, y: 20 }, ratio: 2, width: 800, height: 600 };
const BRUSH = { size: 80, hardness: 1, opacity: 1, pressureSize: false, pressureOpacity: false };

function scene(at: { x: number; y: number } | null, more: Partial<Scene> = {}): Scene {
  const pointer = { at, isCrosshair: false, finger: null };
  return { brush: BRUSH, cursor: 'brush', source: null, pointer, ...more } as unknown as Scene;
}

/** The brush's ring around a point of the host, in device pixels: 20 CSS pixels across each way. */
function ring({ x, y }: { x: number; y: number }): Rect {
  return { x: 2 * (x - 20), y: 2 * (y - 20), width: 80, height: 80 };
}

/** A damage whose first frame, which draws everything, is over. */
function drawn(at: { x: number; y: number } | null): OverlayDamage {
  const damage = new OverlayDamage();
  expect(damage.take(FRAME, scene(at))).toBeNull();
  return damage;
}

test('the first frame draws everything, and so does one that is asked to', () => {
  const damage = drawn({ x: 100, y: 100 });
  damage.maskAt({ x: 0, y: 0, width: 4, height: 4 });
  damage.all();
  expect(damage.take(FRAME, scene({ x: 100, y: 100 }))).toBeNull();
});

test('a pointer that moves: where its ring was, and where it is', () => {
  const damage = drawn({ x: 100, y: 100 });
  const region = damage.take(FRAME, scene({ x: 160, y: 100 }));
  if (!region) throw new Error('only a part');
  expect(rectContains(region, ring({ x: 100, y: 100 }))).toBe(true);
  expect(rectContains(region, ring({ x: 160, y: 100 }))).toBe(true);
  expect(region.width).toBeLessThan(300);
  // one that has left is wiped away, and then there is nothing to draw
  const gone = damage.take(FRAME, scene(null));
  expect(gone && rectContains(gone, ring({ x: 160, y: 100 }))).toBe(true);
  expect(damage.take(FRAME, scene(null))).toMatchObject({ width: 0, height: 0 });
});

test('what has changed of the mask, with room for its outline and its cells, inside the canvas', () => {
  const damage = drawn(null);
  damage.maskAt({ x: 100, y: 50, width: 20, height: 10 });
  damage.maskAt({ x: 130, y: 50, width: 10, height: 10 });
  const region = damage.take(FRAME, scene(null));
  // image (100, 50) to (140, 60) is (120, 90) to (160, 100) on the screen
  expect(region && rectContains(region, { x: 116, y: 86, width: 48, height: 18 })).toBe(true);
  expect(region?.width).toBeLessThan(80);
  damage.maskAt({ x: -1000, y: -1000, width: 5000, height: 5000 });
  expect(damage.take(FRAME, scene(null))).toEqual({ x: 0, y: 0, width: 800, height: 600 });
});

test('a finger: its ring, and the glass above it', () => {
  const damage = drawn(null);
  const finger = { x: 200, y: 250 };
  const region = damage.take(FRAME, scene(null, { pointer: { at: null, isCrosshair: false, finger } }));
  expect(region && rectContains(region, ring(finger))).toBe(true);
  // 56 CSS pixels around a point 100 above
  expect(region && rectContains(region, { x: 288, y: 188, width: 224, height: 224 })).toBe(true);
});
