import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepCount } from '../../shared/model-calls.ts';
import { type PlanConfig, wholeTimesteps as timesteps } from './level-grids.ts';
import { levelAt, signalShares } from './noise-schedule.ts';
import { samplingPlan } from './time-plan.ts';

const SD: PlanConfig = {
  numTrainTimesteps: 1000,
  betaStart: 0.00085,
  betaEnd: 0.012,
  betaSchedule: 'scaled_linear',
  timestepSpacing: 'leading',
  stepsOffset: 1,
  setAlphaToOne: false,
};

describe('signalShares', () => {
  it('has the published values of the Stable Diffusion schedule', () => {
    const known: readonly (readonly [number, number])[] = [
      [0, 0.999149978],
      [1, 0.998296022],
      [51, 0.950524092],
      [201, 0.752143085],
      [401, 0.422881305],
      [601, 0.15981634],
      [801, 0.036546499],
      [951, 0.008154999],
      [981, 0.005775497],
      [999, 0.004660096],
    ];
    const shares = signalShares(SD);
    for (const [t, share] of known) {
      expect(Math.abs((shares[t] as number) / share - 1)).toBeLessThan(2e-6);
    }
  });

  it('linear betas: the first two factors by hand, and the end of the DDPM paper', () => {
    const shares = signalShares({ ...SD, betaStart: 1e-4, betaEnd: 0.02, betaSchedule: 'linear' });
    expect(shares[0]).toBeCloseTo(1 - 1e-4, 12);
    expect(shares[1]).toBeCloseTo((1 - 1e-4) * (1 - 1e-4 - 0.0199 / 999), 12);
    expect(shares[999]).toBeCloseTo(4.036e-5, 7);
  });

  it('levels keep the variance at 1 and refuse a timestep outside the table', () => {
    const shares = signalShares(SD);
    for (const t of [0, 1, 500, 999]) {
      const { alpha, sigma } = levelAt(shares, t);
      expect(alpha ** 2 + sigma ** 2).toBeCloseTo(1, 12);
    }
    expect(() => levelAt(shares, 1000)).toThrow(RangeError);
  });
});

describe('timesteps', () => {
  it('N = 20 as diffusers spaces them', () => {
    const leading = timesteps(SD, 20);
    expect(leading.slice(0, 2)).toEqual([951, 901]);
    expect(leading.slice(-2)).toEqual([51, 1]);
    const trailing = timesteps({ ...SD, timestepSpacing: 'trailing' }, 20);
    expect(trailing.slice(0, 2)).toEqual([999, 949]);
    expect(trailing.at(-1)).toBe(49);
    const linspace = timesteps({ ...SD, timestepSpacing: 'linspace' }, 20);
    expect(linspace.slice(0, 2)).toEqual([999, 946]);
    expect(linspace.slice(-2)).toEqual([53, 0]);
  });

  it('fall strictly and stay in the table for every count', () => {
    const spacing = fc.constantFrom<PlanConfig['timestepSpacing']>('leading', 'trailing', 'linspace');
    fc.assert(
      fc.property(spacing, fc.integer({ min: 1, max: 150 }), (timestepSpacing, steps) => {
        const list = timesteps({ ...SD, timestepSpacing }, steps);
        expect(list).toHaveLength(steps);
        list.forEach((t, i) => {
          expect(t).toBeGreaterThanOrEqual(0);
          expect(t).toBeLessThan(1000);
          if (i > 0) expect(t).toBeLessThan(list[i - 1] as number);
        });
      }),
    );
  });
});

describe('samplingPlan', () => {
  it('walks int(N * strength) steps', () => {
    const strengths = [0.01, 0.5, 0.6, 0.7, 0.99, 1];
    const counts = (steps: number) => strengths.map((strength) => stepCount(steps, strength));
    // int(N * s) in Python; never none.
    expect(counts(1)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(counts(4)).toEqual([1, 2, 2, 2, 3, 4]);
    expect(counts(20)).toEqual([1, 10, 12, 14, 19, 20]);
    expect(counts(50)).toEqual([1, 25, 30, 35, 49, 50]);
    expect(samplingPlan(SD, 20, 0.6).map((move) => move.from.t)).toEqual([
      551, 501, 451, 401, 351, 301, 251, 201, 151, 101, 51, 1,
    ]);
    expect(samplingPlan(SD, 20, 0.01)).toHaveLength(1);
  });

  it('is a chain whose last move alone ends clean', () => {
    const plan = samplingPlan({ ...SD, timestepSpacing: 'linspace', setAlphaToOne: true }, 7, 1);
    plan.forEach((move, i) => {
      expect(move.last).toBe(i === plan.length - 1);
      if (!move.last) expect(move.to).toBe(plan[i + 1]?.from);
    });
    expect(plan.at(-1)?.to).toEqual({ t: -1, alpha: 1, sigma: 0 });
  });
});
