import { describe, expect, it } from 'vitest';
import type { PlanConfig } from './level-grids.ts';
import { levelAt, signalShares } from './noise-schedule.ts';
import { torchNormal } from './rng.ts';
import { samplingPlan } from './time-plan.ts';
import { isJump, noiseAgain, repaintWalk } from './walk.ts';

const CONFIG: PlanConfig = {
  numTrainTimesteps: 1000,
  betaStart: 0.00085,
  betaEnd: 0.012,
  betaSchedule: 'scaled_linear',
  timestepSpacing: 'leading',
  stepsOffset: 1,
  setAlphaToOne: false,
};
const shares = signalShares(CONFIG);

describe('a RePaint walk', () => {
  it('is the plain plan, whatever the jump length, when every stretch is walked once', () => {
    const moves = samplingPlan(CONFIG, 20, 1);
    for (const length of [1, 3, 5, 30]) expect(repaintWalk(moves, length, 1)).toEqual(moves);
  });

  it('never lets the state lose its level: each leg begins where the last one ended', () => {
    const moves = samplingPlan(CONFIG, 20, 1);
    const walk = repaintWalk(moves, 4, 3);
    for (let i = 1; i < walk.length; i++) expect(walk[i]?.from).toEqual(walk[i - 1]?.to);
    expect(walk.filter((leg) => !isJump(leg))).toHaveLength(52);
    expect(walk.filter(isJump)).toHaveLength(8);
    const last = walk.at(-1);
    expect(last && !isJump(last) && last.last).toBe(true);
  });
});

describe('noising again', () => {
  const jump = { jump: true, from: levelAt(shares, 201), to: levelAt(shares, 451) } as const;

  it('keeps of the signal what the single steps keep', () => {
    let kept = 1;
    for (let t = 202; t <= 451; t++) kept *= levelAt(shares, t).alpha / levelAt(shares, t - 1).alpha;
    const sample = new Float32Array([1]);
    noiseAgain(sample, jump, new Float32Array(1));
    expect(Math.abs(jump.to.alpha / jump.from.alpha - kept)).toBeLessThan(1e-12);
    expect(sample[0]).toBe(Math.fround(jump.to.alpha / jump.from.alpha));
  });

  it('leaves a variance of one at one', () => {
    const source = torchNormal(3);
    const sample = new Float32Array(100_000);
    const fresh = new Float32Array(100_000);
    source.fill(sample);
    source.fill(fresh);
    noiseAgain(sample, jump, fresh);
    const variance = sample.reduce((sum, x) => sum + x * x, 0) / sample.length;
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
  });

  it('brings the noise of a known region exactly to the new level', () => {
    const { from, to } = jump;
    const added = new Float32Array([0]);
    noiseAgain(added, jump, new Float32Array([1]));
    const kept = to.alpha / from.alpha;
    expect((kept * from.sigma) ** 2 + (added[0] as number) ** 2).toBeCloseTo(to.sigma ** 2, 6);
  });
});
