import { describe, expect, it } from 'vitest';
import type { Spacing } from '../../shared/job.ts';
import golden from './level-grids.golden.json' with { type: 'json' };
import {
  ddimGrid,
  ddpmGrid,
  dpmSolverGrid,
  eulerGrid,
  type LevelGrid,
  lcmGrid,
  type PlanConfig,
} from './level-grids.ts';
import { levelOfRatio, type ScheduleConfig, signalShares } from './noise-schedule.ts';

const SD: PlanConfig = {
  numTrainTimesteps: 1000,
  betaStart: 0.00085,
  betaEnd: 0.012,
  betaSchedule: 'scaled_linear',
  timestepSpacing: 'linspace',
  stepsOffset: 0,
  setAlphaToOne: true,
};
const GRIDS: Readonly<Record<string, LevelGrid>> = {
  ddim: ddimGrid,
  ddpm: ddpmGrid,
  euler: eulerGrid,
  'dpmpp-2m': dpmSolverGrid,
  lcm: lcmGrid,
};
const visit = (sampler: string, config: PlanConfig, steps: number) =>
  (GRIDS[sampler] as LevelGrid)(config, steps).visited;

describe.each(golden.shares)('signal shares, $name', ({ config, at, shares }) => {
  it('are those of diffusers', () => {
    const given: ScheduleConfig = {
      numTrainTimesteps: 1000,
      betaStart: config.beta_start ?? 0.0001,
      betaEnd: config.beta_end ?? 0.02,
      betaSchedule: (config.beta_schedule ?? 'linear') as ScheduleConfig['betaSchedule'],
      rescaleZeroSnr: config.rescale_betas_zero_snr === true,
    };
    const table = signalShares(given);
    at.forEach((t, i) => {
      const expected = shares[i] as number;
      // The cosine's and the stretched last shares are differences of near numbers in float32.
      const tolerance = given.betaSchedule === 'squaredcos_cap_v2' ? 1e-5 : 2e-6;
      expect(Math.abs((table[t] as number) - expected)).toBeLessThanOrEqual(tolerance * expected + 1e-11);
    });
  });
});

it('betas written out stand above the three numbers', () => {
  const shares = signalShares({ ...SD, trainedBetas: [0.1, 0.2, 0.5] });
  expect([...shares].map((share) => Math.round(share * 1e9) / 1e9)).toEqual([0.9, 0.72, 0.36]);
});

it('a zero-SNR schedule ends without signal, or with as little as a divisor may be', () => {
  const config = { ...SD, rescaleZeroSnr: true };
  expect(signalShares(config)[999]).toBe(0);
  expect(signalShares(config, true)[999]).toBe(2 ** -24);
  expect(signalShares(config)[0]).toBeCloseTo(signalShares(SD)[0] as number, 12);
});

describe.each(golden.lists)('$sampler, $spacing', ({ sampler, spacing, marks }) => {
  it(`visits the timesteps of diffusers for 1 to ${marks.length} steps`, () => {
    const stepsOffset = sampler === 'lcm' ? 0 : 1;
    const config = { ...SD, timestepSpacing: spacing as Spacing, stepsOffset };
    const wrong = marks.flatMap((mark, i) => {
      const visited = visit(sampler, config, i + 1);
      const sum = visited.reduce((all, { t }, k) => all + (k + 1) * t, 0);
      return sum === mark && visited.length === i + 1 ? [] : [`N = ${i + 1}: ${sum}, not ${mark}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe.each(golden.karras)(
  'Karras levels, $sampler, $steps steps',
  ({ sampler, steps, timesteps, ratios }) => {
    const visited = visit(sampler, { ...SD, karras: true }, steps);

    it('lie where diffusers puts them', () => {
      expect(visited).toHaveLength(steps);
      visited.forEach(({ alpha, sigma }, i) => {
        expect(Math.abs(sigma / alpha / (ratios[i] as number) - 1)).toBeLessThan(2e-5);
      });
    });

    it('are told to the model as in diffusers', () => {
      visited.forEach(({ t }, i) => {
        const expected = timesteps[i] as number;
        if (sampler === 'dpmpp-2m') expect(t).toBe(expected);
        else expect(Math.abs(t - expected)).toBeLessThan(2e-3);
      });
    });
  },
);

it('a level of noise over signal keeps the variance at 1', () => {
  for (const ratio of [0, 0.03, 1, 14.6, 4096]) {
    const { alpha, sigma } = levelOfRatio(5, ratio);
    expect(alpha ** 2 + sigma ** 2).toBeCloseTo(1, 12);
    expect(sigma / alpha).toBeCloseTo(ratio, 9);
  }
});
