import { describe, expect, it } from 'vitest';
import { makePlanes } from './planes.ts';
import { edgeFill, pyramidFill } from './start-fills.ts';

/** A ramp from left to right with a hole in its middle. */
function ramp() {
  const planes = makePlanes(1, 16, 16);
  const hole = new Uint8Array(256);
  for (let i = 0; i < 256; i++) {
    const [x, y] = [i % 16, Math.floor(i / 16)];
    hole[i] = x >= 5 && x < 11 && y >= 5 && y < 11 ? 1 : 0;
    planes.data[i] = hole[i] ? 99 : x;
  }
  return { planes, hole };
}

describe('edgeFill', () => {
  it('takes the nearest known pixel, and leaves known ones alone', () => {
    const { planes, hole } = ramp();
    edgeFill(planes, hole);
    expect(planes.data[8 * 16 + 5]).toBe(4);
    expect(planes.data[8 * 16 + 10]).toBe(11);
    for (let i = 0; i < 256; i++) if (!hole[i]) expect(planes.data[i]).toBe(i % 16);
  });
});

describe('pyramidFill', () => {
  it('stays within what surrounds the hole and goes from one side to the other', () => {
    const { planes, hole } = ramp();
    pyramidFill(planes, hole);
    for (let i = 0; i < 256; i++) {
      if (hole[i]) expect(Math.abs((planes.data[i] as number) - 7.5)).toBeLessThanOrEqual(7.5);
      else expect(planes.data[i]).toBe(i % 16);
    }
    expect(planes.data[8 * 16 + 5]).toBeLessThan(planes.data[8 * 16 + 10] as number);
  });
});

it('leave a picture without a known pixel alone', () => {
  for (const fill of [edgeFill, pyramidFill]) {
    const planes = makePlanes(1, 4, 4);
    planes.data.fill(3);
    fill(planes, new Uint8Array(16).fill(1));
    expect([...planes.data]).toEqual(new Array(16).fill(3));
  }
});
