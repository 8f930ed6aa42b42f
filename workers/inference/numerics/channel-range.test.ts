import { describe, expect, it } from 'vitest';
import { holdInRange, knownRange } from './channel-range.ts';
import { predictionWeights } from './predict.ts';

const hole = new Uint8Array([0, 0, 1]);

describe('the range of the known latents', () => {
  it('leaves the hole out, and is never narrow', () => {
    const range = knownRange(new Float32Array([0, 4, 99, 0.5, 0.7, -99]), hole);
    expect([...(range?.low ?? [])]).toEqual([0, expect.closeTo(-0.4, 5)]);
    expect([...(range?.high ?? [])]).toEqual([4, expect.closeTo(1.6, 5)]);
  });

  it('is none where nothing is known', () => {
    expect(knownRange(new Float32Array(3), new Uint8Array(3).fill(1))).toBeNull();
  });

  it.each(['epsilon', 'v_prediction'] as const)(
    'holds clean estimates, and only those beyond it: %s',
    (type) => {
      const level = { t: 500, alpha: 0.8, sigma: 0.6 };
      const weights = predictionWeights(type, level);
      const sample = new Float32Array([0.3, -0.2, 0.1]);
      const wanted = [0.5, -7, 9];
      const output = Float32Array.from(
        wanted,
        (clean, i) => (clean - weights.cleanFromSample * (sample[i] as number)) / weights.cleanFromOutput,
      );
      const before = output.slice();
      holdInRange(output, sample, weights, { low: new Float64Array([-1]), high: new Float64Array([2]) });
      const clean = [...output].map(
        (o, i) => weights.cleanFromSample * (sample[i] as number) + weights.cleanFromOutput * o,
      );
      expect(clean[0]).toBeCloseTo(0.5, 5);
      expect(output[0]).toBe(before[0]);
      expect(clean[1]).toBeCloseTo(-1, 5);
      expect(clean[2]).toBeCloseTo(2, 5);
    },
  );
});
