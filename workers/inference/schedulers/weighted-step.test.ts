import { describe, expect, it } from 'vitest';
import { CLEAN, levelOfRatio } from '../numerics/noise-schedule.ts';
import type { Move } from '../numerics/time-plan.ts';
import { SAMPLERS } from './registry.ts';
import type { Estimate } from './scheduler.ts';

const LEVELS = [8, 4, 2, 1, 0.5].map((ratio, i) => levelOfRatio(900 - 100 * i, ratio));
const move = (from: number, to: number): Move => ({
  from: LEVELS[from] as Move['from'],
  to: LEVELS[to] as Move['from'],
  last: false,
});
const scheduler = SAMPLERS['dpmpp-2m'].scheduler({ predictionType: 'epsilon', clipSample: false });

function step(at: Move, sample: Float32Array, previous: Estimate | null): Estimate {
  const output = sample.map((value, i) => 0.3 * value + 0.1 * i);
  return scheduler.step({ move: at, sample, output, noise: null, previous, clean: new Float32Array(4) });
}

describe('the memory of a multistep solver', () => {
  it('counts where the walk goes straight on', () => {
    const [straight, alone] = [Float32Array.of(1, 2, 3, 4), Float32Array.of(1, 2, 3, 4)];
    const memory = step(move(0, 1), straight, null);
    step(move(0, 1), alone, null);
    expect(straight).toEqual(alone);
    step(move(1, 2), straight, memory);
    step(move(1, 2), alone, null);
    expect(straight).not.toEqual(alone);
  });

  it('is left out after a walk back or a jump', () => {
    const memory = step(move(1, 2), Float32Array.of(1, 2, 3, 4), null);
    for (const elsewhere of [move(0, 1), move(1, 2), move(3, 4)]) {
      const [kept, reset] = [Float32Array.of(5, 6, 7, 8), Float32Array.of(5, 6, 7, 8)];
      step(elsewhere, kept, memory);
      step(elsewhere, reset, null);
      expect(kept).toEqual(reset);
    }
  });

  it('is a value: the same memory gives the same step twice', () => {
    const memory = step(move(0, 1), Float32Array.of(1, 2, 3, 4), null);
    const [first, second] = [Float32Array.of(5, 6, 7, 8), Float32Array.of(5, 6, 7, 8)];
    step(move(1, 2), first, memory);
    step(move(2, 3), first.slice(), memory);
    step(move(1, 2), second, memory);
    expect(first).toEqual(second);
  });
});

describe.each(Object.entries(SAMPLERS))('%s', (_id, sampler) => {
  it('ends at the clean estimate, and hands it over', () => {
    const sample = Float32Array.of(0.4, -0.2, 0.9, 0.1);
    const clean = new Float32Array(4);
    const last: Move = { from: LEVELS[3] as Move['from'], to: CLEAN, last: true };
    const own = sampler.scheduler({ predictionType: 'sample', clipSample: false });
    const output = Float32Array.of(0.5, -0.5, 0.25, 0.75);
    const noise = own.drawsNoise ? Float32Array.of(3, -3, 3, -3) : null;
    const memory = own.step({ move: last, sample, output, noise, previous: null, clean });
    expect(memory).toEqual({ move: last, clean });
    expect(clean).toEqual(output);
    sample.forEach((value, i) => {
      expect(value).toBeCloseTo(output[i] as number, 6);
    });
  });
});
