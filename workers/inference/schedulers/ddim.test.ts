import { describe, expect, it } from 'vitest';
import type { PlanConfig } from '../numerics/level-grids.ts';
import type { PredictionType } from '../numerics/predict.ts';
import { samplingPlan } from '../numerics/time-plan.ts';
import golden from './ddim.golden.json' with { type: 'json' };
import { ddim } from './ddim.ts';

const SIZE = 64;
const list = (of: (i: number) => number) => Float32Array.from({ length: SIZE }, (_, i) => of(i));
const draw = (k: number) => list((i) => (((i * 29 + k * 17) % 97) - 48) / 28);
const network = (x: Float32Array, t: number) =>
  list((i) => 0.2 * (x[i] as number) - 0.1 * (x[(i + 1) % SIZE] as number) + (t / 1000 - 0.5) * 0.3);

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(expected)));
}

describe.each(Object.entries(golden.schedulers))('%s', (_name, given) => {
  const config = given.config as PlanConfig & { predictionType: PredictionType; clipSample: boolean };
  const plan = samplingPlan(config, given.steps, given.strength);

  it('visits the timesteps of diffusers', () => {
    expect(plan.map((move) => move.from.t)).toEqual(given.timesteps);
  });

  it('follows the trajectory of diffusers', () => {
    const scheduler = ddim({ ...config, eta: given.eta });
    const sample = list((i) => (((i * 37) % 101) - 50) / 25);
    const clean = new Float32Array(SIZE);
    plan.forEach((move, i) => {
      const noise = scheduler.drawsNoise ? draw(i) : null;
      scheduler.step({ move, sample, output: network(sample, move.from.t), noise, previous: null, clean });
      const [mean, size] = given.trace[i] as [number, number];
      expectClose(sample.reduce((sum, value) => sum + value, 0) / SIZE, mean);
      expectClose(sample.reduce((sum, value) => sum + Math.abs(value), 0) / SIZE, size);
    });
    given.final.forEach((value, i) => {
      expectClose(sample[i] as number, value);
    });
  });
});
