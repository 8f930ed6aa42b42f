import { expect, test } from 'vitest';
import { type RawWheel, WheelReader } from './wheel.ts';

const wheel = (part: Partial<RawWheel>): RawWheel => ({
  deltaX: 0,
  deltaY: 0,
  deltaMode: 0,
  ctrl: false,
  shift: false,
  alt: false,
  timeMs: 0,
  ...part,
});

test('a plain wheel zooms in upwards and out downwards, by the same factor', () => {
  const reader = new WheelReader();
  const up = reader.read(wheel({ deltaY: -100 }));
  const down = reader.read(wheel({ deltaY: 100 }));
  if (up.kind !== 'zoom' || down.kind !== 'zoom') throw new Error('not a zoom');
  expect(up.factor).toBeGreaterThan(1.1);
  expect(up.factor * down.factor).toBeCloseTo(1);
});

test('lines count as about as much as the pixels of a notch', () => {
  const lines = new WheelReader().read(wheel({ deltaY: 3, deltaMode: 1 }));
  const pixels = new WheelReader().read(wheel({ deltaY: 99 }));
  expect(lines).toEqual(pixels);
});

test('two-axis scrolling pans until the swipe ends', () => {
  const reader = new WheelReader();
  expect(reader.read(wheel({ deltaX: 4, deltaY: 2 }))).toEqual({ kind: 'pan', dx: -4, dy: -2 });
  expect(reader.read(wheel({ deltaY: 3, timeMs: 16 }))).toEqual({ kind: 'pan', dx: -0, dy: -3 });
  expect(reader.read(wheel({ deltaY: 3, timeMs: 900 })).kind).toBe('zoom');
});

test('Shift pans sideways, Ctrl zooms, Alt sizes the brush, whichever axis the system sends', () => {
  const reader = new WheelReader();
  expect(reader.read(wheel({ deltaY: 10, shift: true }))).toEqual({ kind: 'pan', dx: -10, dy: 0 });
  expect(reader.read(wheel({ deltaX: 10, shift: true }))).toEqual({ kind: 'pan', dx: -10, dy: 0 });
  expect(reader.read(wheel({ deltaY: -10, ctrl: true })).kind).toBe('zoom');
  expect(reader.read(wheel({ deltaX: -100, alt: true }))).toMatchObject({ kind: 'brush' });
});
