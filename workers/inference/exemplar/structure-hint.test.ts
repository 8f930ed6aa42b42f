import { describe, expect, it } from 'vitest';
import type { HoledPlane } from './plane.ts';
import { fillWithHint } from './structure-hint.ts';

const DARK = [
  [120, 10, 10],
  [10, 10, 120],
] as const;
const LIGHT = [
  [60, 250, 60],
  [200, 255, 200],
] as const;

/** Left half fine dark stripes, right half fine light checks; a hole that holds `hint` and the whole border. */
function scene(hint: (x: number) => readonly number[]): HoledPlane {
  const width = 200;
  const height = 120;
  const data = new Float32Array(width * height * 3);
  const hole = new Uint8Array(width * height);
  for (let i = 0; i < hole.length; i++) {
    const x = i % width;
    const y = (i - x) / width;
    hole[i] = x >= 60 && x < 140 ? 1 : 0;
    const first = x < 100 ? x % 4 < 2 : (Math.floor(x / 2) + Math.floor(y / 2)) % 2 === 0;
    data.set(hole[i] === 1 ? hint(x) : (x < 100 ? DARK : LIGHT)[first ? 0 : 1], i * 3);
  }
  return { width, height, channels: 3, data, hole };
}

function lightShare({ hole, data }: HoledPlane): number {
  let light = 0;
  let count = 0;
  for (let i = 0; i < hole.length; i++) {
    if (hole[i] !== 1) continue;
    count++;
    if ((data[i * 3 + 1] as number) > 130) light++;
  }
  return light / count;
}

describe('fill with a hint', () => {
  it('puts things where the hint has them', () => {
    const left = scene((x) => (x < 75 ? [65, 10, 65] : [130, 252, 130]));
    const right = scene((x) => (x < 125 ? [65, 10, 65] : [130, 252, 130]));
    expect(fillWithHint(left, { seed: 1 })).toBe(true);
    expect(fillWithHint(right, { seed: 1 })).toBe(true);
    expect(lightShare(left)).toBeGreaterThan(lightShare(right) + 0.05);
  });

  it('takes no colour from the hint that the picture does not have', () => {
    const picture = scene(() => [250, 0, 250]);
    fillWithHint(picture, { seed: 1 });
    const { hole, data } = picture;
    const strange = hole.reduce((sum, value, i) => {
      const near = [...DARK, ...LIGHT].some((colour) =>
        colour.every((code, c) => Math.abs(code - (data[i * 3 + c] as number)) < 60),
      );
      return sum + (value === 1 && !near ? 1 : 0);
    }, 0);
    expect(strange / (80 * 120)).toBeLessThan(0.02);
  });

  it('is the same for a seed, and leaves known pixels and a picture without known patches alone', () => {
    const [one, two] = [scene(() => [128, 128, 128]), scene(() => [128, 128, 128])];
    const before = one.data.slice();
    fillWithHint(one, { seed: 7 });
    fillWithHint(two, { seed: 7 });
    expect(one.data).toEqual(two.data);
    expect(one.data.every((value, k) => one.hole[Math.floor(k / 3)] === 1 || value === before[k])).toBe(true);
    const unknown = { ...scene(() => [9, 9, 9]), hole: new Uint8Array(200 * 120).fill(1) };
    const still = unknown.data.slice();
    expect(fillWithHint(unknown, { seed: 1 })).toBe(false);
    expect(unknown.data).toEqual(still);
  });
});
