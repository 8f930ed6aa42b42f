import type { Conditioning } from '../conditioning/conditioning.ts';
import type { KnownRegion } from '../conditioning/known-region.ts';
import type { SchedulerConfig } from '../models/pack.ts';
import { levelAt, type ScheduleConfig, signalShares } from '../numerics/noise-schedule.ts';
import { torchNormal } from '../numerics/rng.ts';
import type { Move } from '../numerics/time-plan.ts';
import type { Walk } from '../numerics/walk.ts';
import { ddim } from '../schedulers/ddim.ts';
import type { Scheduler } from '../schedulers/scheduler.ts';
import { denoise } from './denoise.ts';

/**
 * A problem with an exact answer, without any network: pairs of numbers drawn from N(0, S), S = [[1, .9], [.9, 1]], of
 * which the first is known to be 1. The second then has mean .9 and variance .19. The best possible prediction of the
 * noise in a noisy pair is known in closed form, so whatever a method misses of the answer is the method's own fault.
 */
export const ORACLE = { mean: 0.9, variance: 0.19 } as const;

const CORRELATION = 0.9;

/** What a method made of the oracle. */
export interface OracleResult {
  readonly calls: number;
  readonly mean: number;
  readonly variance: number;
}

/** The noise in pairs noised to abar `share`: `sqrt(1 - abar) (abar S + (1 - abar) I)^-1 x`. */
export function exactNoise(pairs: Float32Array, share: number): Float32Array<ArrayBuffer> {
  const side = share * CORRELATION;
  const scale = Math.sqrt(1 - share) / (1 - side * side);
  const out = new Float32Array(pairs.length);
  for (let i = 0; i < pairs.length; i += 2) {
    const [a, b] = [pairs[i] as number, pairs[i + 1] as number];
    out[i] = scale * (a - side * b);
    out[i + 1] = scale * (b - side * a);
  }
  return out;
}

const SCHEDULE: SchedulerConfig = {
  numTrainTimesteps: 1000,
  betaStart: 0.00085,
  betaEnd: 0.012,
  betaSchedule: 'scaled_linear',
  predictionType: 'epsilon',
  timestepSpacing: 'linspace',
  stepsOffset: 0,
  setAlphaToOne: true,
  clipSample: false,
};

/** Moves over `steps` levels spread evenly over the whole schedule, ends included. */
export function oracleMoves(steps: number, config: ScheduleConfig = SCHEDULE): readonly Move[] {
  const shares = signalShares(config);
  const levels = Array.from({ length: steps }, (_, i) =>
    levelAt(shares, Math.round(((steps - 1 - i) * 999) / (steps - 1))),
  );
  const clean = { t: -1, alpha: 1, sigma: 0 };
  return levels.map((from, i) => ({ from, to: levels[i + 1] ?? clean, last: i + 1 === steps }));
}

/**
 * Solves the oracle with the product's own loop.
 *
 * @param eta 1 for an ancestral DDIM, 0 for a deterministic one
 * @param scheduler in place of DDIM, for predictions of noise
 */
export async function solveOracle(of: {
  readonly walk: Walk;
  readonly condition: (given: KnownRegion & { readonly noise: Float32Array }) => Conditioning;
  readonly eta?: number;
  readonly scheduler?: Scheduler;
  readonly samples: number;
  readonly seed?: number;
}): Promise<OracleResult> {
  const { samples } = of;
  const source = torchNormal(of.seed ?? 7);
  const data = new Float32Array(2 * samples);
  source.fill(data);
  const known = new Float32Array(2 * samples).fill(1);
  const hole = Uint8Array.from(known, (_, i) => i % 2);
  const shares = signalShares(SCHEDULE);
  let calls = 0;
  await denoise(
    {
      pack: {
        scheduler: SCHEDULE,
        unetChannels: 1,
        async predict({ data: pairs, dims }, t) {
          calls++;
          return { data: exactNoise(pairs, shares[t] as number), dims };
        },
      },
      plan: of.walk,
      scheduler: of.scheduler ?? ddim({ predictionType: 'epsilon', clipSample: false, eta: of.eta ?? 0 }),
      conditioning: of.condition({ known, hole, noise: data.slice() }),
      hidden: { data: new Float32Array(1), dims: [1, 1, 1] },
      guidance: 1,
      latent: { data, dims: [1, 1, 1, 2 * samples] },
      noise: source,
    },
    { onStep: () => undefined, cancelled: () => false },
  );
  return { calls, ...secondOfPairs(data) };
}

/** Mean and variance of the unknown numbers. */
export function secondOfPairs(pairs: Float32Array): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 1; i < pairs.length; i += 2) {
    sum += pairs[i] as number;
    squares += (pairs[i] as number) ** 2;
  }
  const mean = sum / (pairs.length / 2);
  return { mean, variance: squares / (pairs.length / 2) - mean * mean };
}
