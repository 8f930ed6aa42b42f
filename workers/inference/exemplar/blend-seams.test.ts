import { describe, expect, it } from 'vitest';
import { blendSeams } from './blend-seams.ts';
import type { HoledPlane } from './plane.ts';

const WIDTH = 90;
const HEIGHT = 60;

/**
 * A picture of `colour`, in each channel as its share says, whose box x 30..59, y 15..44 was copied from `shift` pixels away.
 */
function copied(
  colour: (x: number, y: number) => number,
  shift: (x: number) => number,
  shares: readonly [number, number, number] = [1, 1, 1],
) {
  const data = new Float32Array(WIDTH * HEIGHT * 3);
  const hole = new Uint8Array(WIDTH * HEIGHT);
  const from = new Int32Array(hole.length).fill(-1);
  for (let i = 0; i < hole.length; i++) {
    const x = i % WIDTH;
    const y = (i - x) / WIDTH;
    hole[i] = x >= 30 && x < 60 && y >= 15 && y < 45 ? 1 : 0;
    if (hole[i]) from[i] = i + shift(x);
    const value = colour(hole[i] ? x + shift(x) : x, y);
    data.set(
      shares.map((share) => share * value),
      i * 3,
    );
  }
  const picture: HoledPlane = { width: WIDTH, height: HEIGHT, channels: 3, data, hole };
  return { picture, from };
}

/** Largest difference to `colour` inside the hole. */
function worst({ data, hole }: HoledPlane, colour: (x: number, y: number) => number): number {
  return hole.reduce((most, isHole, i) => {
    if (isHole !== 1) return most;
    return Math.max(most, Math.abs((data[i * 3] as number) - colour(i % WIDTH, Math.floor(i / WIDTH))));
  }, 0);
}

describe('seam blending', () => {
  it('gives a copied gradient the right brightness, with no step inside or around', () => {
    const ramp = (x: number, y: number): number => 40 + x * 0.5 + y * 0.5;
    const { picture, from } = copied(ramp, (x) => (x < 45 ? -29 : 29));
    expect(worst(picture, ramp)).toBeGreaterThan(14);
    blendSeams(picture, from);
    expect(worst(picture, ramp)).toBeLessThan(1.5);
  });

  it('leaves a perfect copy and every known pixel alone', () => {
    const stripes = (x: number): number => (x % 10 < 5 ? 30 : 220);
    const { picture, from } = copied(stripes, () => -30);
    const before = picture.data.slice();
    blendSeams(picture, from);
    expect(picture.data).toEqual(before);
    const ramp = copied(
      (x) => x * 2,
      () => 30,
    ).picture;
    const known = ramp.data.slice();
    blendSeams(ramp, new Int32Array(ramp.hole.length).fill(-1));
    expect(ramp.data).toEqual(known);
  });

  it('adds no more than a single step does where steps of the same sign add up', () => {
    // The left piece is 60 code values darker than what surrounds the hole, the right one 55 darker than the left one.
    const steps = (x: number): number => {
      if (x < 17) return 120;
      return x < 73 ? 180 : 65;
    };
    const { picture, from } = copied(steps, (x) => (x < 45 ? -29 : 29));
    const before = picture.data.slice();
    blendSeams(picture, from);
    let most = 0;
    for (let i = 0; i < before.length; i++) {
      most = Math.max(most, Math.abs((picture.data[i] as number) - (before[i] as number)));
    }
    expect(most).toBeGreaterThan(55);
    expect(most).toBeLessThanOrEqual(60.001);
  });

  it('adds no more hue than a single step does where steps of the same sign add up', () => {
    // As above, of red against the other two, at one brightness: 13 code values to the left piece, and 13 more to the right one.
    const steps = (x: number): number => {
      if (x < 17) return 13;
      return x < 73 ? 26 : 0;
    };
    const { picture, from } = copied(steps, (x) => (x < 45 ? -29 : 29), [1, -0.5, -0.5]);
    const before = picture.data.slice();
    blendSeams(picture, from);
    let most = 0;
    for (let p = 0; p < from.length; p++) {
      const added = [0, 1, 2].map((c) => (picture.data[p * 3 + c] as number) - (before[p * 3 + c] as number));
      const [r, g, b] = added as [number, number, number];
      expect(Math.abs(r + g + b)).toBeLessThan(0.01);
      most = Math.max(most, Math.abs(r));
    }
    expect(most).toBeGreaterThan(17);
    expect(most).toBeLessThanOrEqual(18.001);
  });

  it('takes a large step for an edge of the picture and does not smear it', () => {
    const halves = (x: number): number => (x < 60 ? 20 : 230);
    const { picture, from } = copied(halves, () => 29);
    blendSeams(picture, from);
    expect(picture.data[(30 * WIDTH + 45) * 3]).toBeCloseTo(230, 0);
  });
});
