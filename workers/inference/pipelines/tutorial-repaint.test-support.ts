import { type Level, levelAt, type ScheduleConfig, signalShares } from '../numerics/noise-schedule.ts';
import { torchNormal } from '../numerics/rng.ts';
import { exactNoise, type OracleResult, secondOfPairs } from './gaussian-oracle.test-support.ts';

const SCHEDULE: ScheduleConfig = {
  numTrainTimesteps: 1000,
  betaStart: 0.00085,
  betaEnd: 0.012,
  betaSchedule: 'scaled_linear',
};

/**
 * RePaint as widely circulated tutorials write it, mistakes and all, on the oracle: kept to show what they cost
 * (`docs/repaint.md` numbers them), never used.
 *
 * @param jumpLength levels that a jump goes back
 * @param rounds extra walks after each stretch
 */
export function tutorialOracle(of: {
  readonly steps: number;
  readonly jumpLength: number;
  readonly rounds: number;
  readonly samples: number;
}): OracleResult {
  const { steps, jumpLength, rounds, samples } = of;
  const shares = signalShares(SCHEDULE);
  const stride = Math.floor(1000 / steps);
  const levels = Array.from({ length: steps }, (_, i) => levelAt(shares, (steps - 1 - i) * stride + 1));
  const noise = torchNormal(7);
  const x = new Float32Array(2 * samples);
  const fresh = new Float32Array(2 * samples);
  noise.fill(x);
  let calls = 0;

  const step = (i: number) => {
    const from = levels[i] as Level;
    const to = levels[i + 1] ?? levelAt(shares, 0);
    const guess = exactNoise(x, from.alpha ** 2);
    calls++;
    noise.fill(fresh);
    for (let k = 0; k < x.length; k++) {
      const clean = ((x[k] as number) - from.sigma * (guess[k] as number)) / from.alpha;
      x[k] = to.alpha * clean + to.sigma * (guess[k] as number);
      // Mistakes 1 and 2: known numbers at the level just left, where the state is at the next; and still noisy at the end.
      if (k % 2 === 0) x[k] = from.alpha + from.sigma * (fresh[k] as number);
    }
  };

  for (let i = 0; i < steps; i++) {
    step(i);
    // Mistake 5: anchored at the noisy end, never at the clean one.
    if ((i + 1) % jumpLength !== 0 || i === steps - 1) continue;
    // Mistake 6: `rounds` walks more, where RePaint counts walks in all.
    for (let round = 0; round < rounds; round++) {
      // Mistake 4: one level further back than the walk that follows begins.
      const back = levels[Math.max(0, i - jumpLength)] as Level;
      noise.fill(fresh);
      // Mistake 3: noised as if the noisy state were a clean picture.
      for (let k = 0; k < x.length; k++)
        x[k] = back.alpha * (x[k] as number) + back.sigma * (fresh[k] as number);
      for (let k = i - jumpLength + 1; k <= i; k++) step(k);
    }
  }
  return { calls, ...secondOfPairs(x) };
}
