import { describe, expect, it } from 'vitest';
import { easeHardSeams } from './ease-hard-seams.ts';
import type { HoledPlane } from './plane.ts';

const WIDTH = 150;
const HEIGHT = 60;
/** The hole, x from and to before; its left half is copied from the dark left, its right half from the bright right. */
const HOLE = [40, 100] as const;
const MIDDLE = 70;

/** A picture that is dark on the left and bright on the right, blurred, with a texture of `depth` code values. */
function halves(depth: number): { readonly picture: HoledPlane; readonly from: Int32Array } {
  const data = new Float32Array(WIDTH * HEIGHT * 3);
  const hole = new Uint8Array(WIDTH * HEIGHT);
  const from = new Int32Array(hole.length).fill(-1);
  for (let p = 0; p < hole.length; p++) {
    const x = p % WIDTH;
    if (x < HOLE[0] || x >= HOLE[1]) continue;
    hole[p] = 1;
    from[p] = p + (x < MIDDLE ? -35 : 35);
  }
  for (let p = 0; p < hole.length; p++) {
    const s = hole[p] === 1 ? (from[p] as number) : p;
    const x = s % WIDTH;
    const value = (x < MIDDLE ? 40 : 140) + depth * ((s + Math.floor(s / WIDTH)) % 2);
    data.fill(value, p * 3, p * 3 + 3);
  }
  return { picture: { width: WIDTH, height: HEIGHT, channels: 3, data, hole }, from };
}

/** The largest step from one column to the next in the middle row. */
function steepest({ data }: HoledPlane): number {
  let most = 0;
  const row = (HEIGHT >> 1) * WIDTH;
  for (let x = HOLE[0]; x < HOLE[1] - 1; x++) {
    most = Math.max(most, Math.abs((data[(row + x + 1) * 3] as number) - (data[(row + x) * 3] as number)));
  }
  return most;
}

describe('easing of seams that are sharper than their surroundings', () => {
  it('spreads a hard step between two soft pieces, and leaves what is far from it', () => {
    const { picture, from } = halves(2);
    const before = picture.data.slice();
    expect(steepest(picture)).toBeGreaterThan(90);
    easeHardSeams(picture, from);
    expect(steepest(picture)).toBeLessThan(8);
    picture.hole.forEach((isHole, p) => {
      if (isHole !== 1) expect(picture.data[p * 3]).toBe(before[p * 3]);
    });
    const edge = ((HEIGHT >> 1) * WIDTH + HOLE[0]) * 3;
    expect(Math.abs((picture.data[edge] as number) - (before[edge] as number))).toBeLessThan(4);
  });

  it('leaves a step that is no sharper than the texture on both sides', () => {
    const { picture, from } = halves(80);
    const before = picture.data.slice();
    easeHardSeams(picture, from);
    expect(picture.data).toEqual(before);
  });

  it('changes nothing where nothing was copied', () => {
    const { picture, from } = halves(2);
    const before = picture.data.slice();
    easeHardSeams(picture, from.fill(-1));
    expect(picture.data).toEqual(before);
  });
});
