import { describe, expect, it } from 'vitest';
import { matchGrain } from './grain.ts';
import type { HoledPlane } from './plane.ts';
import { SearchRandom } from './random.ts';

/** A soft gradient with Gaussian noise of the given deviations outside and inside a square hole. */
function noisy(outside: (x: number) => number, inside: number): HoledPlane {
  const side = 160;
  const random = new SearchRandom(5);
  const data = new Float32Array(side * side * 3);
  const hole = new Uint8Array(side * side);
  for (let i = 0; i < hole.length; i++) {
    const x = i % side;
    const y = (i - x) / side;
    hole[i] = x >= 50 && x < 110 && y >= 50 && y < 110 ? 1 : 0;
    const noise = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    const value = (x < 80 ? 40 : 200) + y * 0.2 + noise * (hole[i] === 1 ? inside : outside(x));
    data.fill(value, i * 3, i * 3 + 3);
  }
  return { width: side, height: side, channels: 3, data, hole };
}

describe('grain', () => {
  it('gives a clean hole the noise of its surroundings', () => {
    const report = matchGrain(
      noisy(() => 6, 0),
      { seed: 1 },
    );
    expect(report.ring).toBeGreaterThan(5.4);
    expect(report.ring).toBeLessThan(6.6);
    expect(report.before).toBeLessThan(0.5);
    expect(report.after / report.ring).toBeGreaterThan(0.85);
    expect(report.after / report.ring).toBeLessThan(1.15);
  });

  it('adds only what is missing', () => {
    const report = matchGrain(
      noisy(() => 6, 4),
      { seed: 1 },
    );
    expect(report.after / report.ring).toBeGreaterThan(0.85);
    expect(report.after / report.ring).toBeLessThan(1.15);
  });

  it('leaves a hole that is as noisy or noisier as it is, and known pixels always', () => {
    const rough = noisy(() => 3, 6);
    const before = rough.data.slice();
    matchGrain(rough, { seed: 1 });
    expect(rough.data).toEqual(before);
    const clean = noisy(() => 6, 0);
    const known = clean.data.slice();
    matchGrain(clean, { seed: 1 });
    expect(clean.data.every((v, i) => clean.hole[Math.floor(i / 3)] === 1 || v === known[i])).toBe(true);
    expect(clean.data).not.toEqual(known);
  });

  it('follows brightness: dark grain into dark parts, bright into bright', () => {
    const picture = noisy((x) => (x < 80 ? 8 : 1), 0);
    const before = picture.data.slice();
    matchGrain(picture, { seed: 1 });
    const added = (left: number, right: number): number => {
      let sum = 0;
      let count = 0;
      for (let y = 55; y < 105; y++) {
        for (let x = left; x < right; x++) {
          const i = (y * 160 + x) * 3;
          sum += ((picture.data[i] as number) - (before[i] as number)) ** 2;
          count++;
        }
      }
      return Math.sqrt(sum / count);
    };
    expect(added(52, 78)).toBeGreaterThan(6);
    expect(added(82, 108)).toBeLessThan(2);
  });

  it('is the same for the same seed, and quiet where there is nothing to measure', () => {
    const run = (seed: number): Float32Array => {
      const picture = noisy(() => 5, 0);
      matchGrain(picture, { seed });
      return picture.data;
    };
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
    const tiny = {
      width: 2,
      height: 1,
      channels: 3,
      data: new Float32Array(6),
      hole: new Uint8Array([1, 1]),
    };
    expect(matchGrain(tiny, { seed: 1 })).toEqual({ ring: 0, before: 0, after: 0 });
  });
});
