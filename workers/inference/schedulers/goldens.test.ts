import { describe, expect, it } from 'vitest';
import type { NamedSampler } from '../../shared/samplers.ts';
import { parseSchedulerConfig } from '../models/scheduler-config.ts';
import { samplingPlan } from '../numerics/time-plan.ts';
import { SAMPLERS } from './registry.ts';
import type { Estimate } from './scheduler.ts';

/** Trajectories of diffusers' schedulers; inputs are the formulas of `about`. */
interface Golden {
  readonly sampler: NamedSampler;
  readonly overAlpha: boolean;
  readonly cases: Readonly<Record<string, Case>>;
}

interface Case {
  readonly config: Readonly<Record<string, unknown>>;
  readonly steps: number;
  /** 1e-5 unless the golden itself is less exact. */
  readonly tolerance?: number;
  readonly eta?: number;
  readonly timesteps: readonly number[];
  readonly startScale: number;
  readonly trace: readonly (readonly [number, number])[];
  readonly final: readonly number[];
}

const GOLDENS = Object.values(
  import.meta.glob<Golden>('./*.golden.json', { eager: true, import: 'default' }),
);
const CASES = GOLDENS.flatMap(({ cases, ...golden }) =>
  Object.entries(cases).map(([name, given]) => ({ name: `${golden.sampler} ${name}`, ...golden, ...given })),
);

const SIZE = 64;
const list = (of: (i: number) => number) => Float32Array.from({ length: SIZE }, (_, i) => of(i));
const draw = (k: number) => list((i) => (((i * 29 + k * 17) % 97) - 48) / 28);
const network = (x: Float32Array, t: number) =>
  list((i) => 0.2 * (x[i] as number) - 0.1 * (x[(i + 1) % SIZE] as number) + (t / 1000 - 0.5) * 0.3);

function expectClose(actual: number, expected: number, tolerance = 1e-5): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}

function walkOf(given: (typeof CASES)[number]) {
  const config = parseSchedulerConfig(given.config);
  const sampler = SAMPLERS[given.sampler];
  const plan = samplingPlan(config, given.steps, 1, sampler.grid);
  const first = plan[0]?.from;
  if (!first) throw new Error('a plan has a first move');
  return {
    config,
    plan,
    scheduler: sampler.scheduler({ ...config, eta: given.eta ?? 0 }),
    startScale: sampler.startScale?.(first, config) ?? 1,
    first,
  };
}

it('there is a golden for every sampler', () => {
  expect(GOLDENS.map(({ sampler }) => sampler).sort()).toEqual(Object.keys(SAMPLERS).sort());
});

describe.each(CASES)('$name', (given) => {
  const { config, plan, scheduler, startScale, first } = walkOf(given);

  it('is what the config asks for', () => {
    expect(config.sampler).toBe(given.sampler);
    expect(config.standsInFor).toBeUndefined();
  });

  it('visits the timesteps of diffusers', () => {
    const visited = plan.map((move) => move.from.t);
    expect(visited).toHaveLength(given.timesteps.length);
    given.timesteps.forEach((t, i) => {
      if (Number.isInteger(t)) expect(visited[i]).toBeCloseTo(t, 6);
      else expectClose((visited[i] as number) / 1000, t / 1000);
    });
  });

  it('starts at the scale of diffusers', () => {
    const inflation = given.overAlpha ? 1 / first.alpha : 1;
    expectClose((startScale * inflation) / given.startScale, 1);
  });

  it('follows the trajectory of diffusers', () => {
    const sample = list((i) => (startScale * (((i * 37) % 101) - 50)) / 25);
    let previous: Estimate | null = null;
    plan.forEach((move, i) => {
      const noise = scheduler.drawsNoise ? draw(i) : null;
      const output = network(sample, move.from.t);
      previous = scheduler.step({ move, sample, output, noise, previous, clean: new Float32Array(SIZE) });
      const inflation = given.overAlpha ? 1 / move.to.alpha : 1;
      const sum = (of: (value: number) => number) =>
        (inflation * sample.reduce((all, value) => all + of(value), 0)) / SIZE;
      const [mean, size] = given.trace[i] as readonly [number, number];
      expectClose(
        sum((value) => value),
        mean,
        given.tolerance,
      );
      expectClose(sum(Math.abs), size, given.tolerance);
    });
    const end = plan.at(-1)?.to.alpha ?? 1;
    given.final.forEach((value, i) => {
      expectClose((sample[i] as number) / (given.overAlpha ? end : 1), value, given.tolerance);
    });
  });
});
