import { eulerGrid, type PlanConfig } from '../numerics/level-grids.ts';
import type { Level } from '../numerics/noise-schedule.ts';
import { ddimWeights } from './ddim.ts';
import type { Sampler } from './scheduler.ts';
import { weightedScheduler } from './weighted-step.ts';

/**
 * Euler's method on the probability flow (Karras et al. 2022, arXiv:2206.00364, algorithm 1 without churn): with
 * `y = x / alpha` and `r = sigma / alpha`, `y' = y + (y - x0) / r (r' - r) = x0 + r' eps`. Times `alpha'` that is
 * `x' = alpha' x0 + sigma' eps`: DDIM without fresh noise, on levels of its own. Estimates are never limited.
 */
export const eulerSampler: Sampler = {
  grid: eulerGrid,
  startScale: eulerStart,
  scheduler: ({ predictionType }) =>
    weightedScheduler({
      predictionType,
      drawsNoise: false,
      limit: null,
      weights: (move) => ddimWeights(move, 0),
    }),
};

/**
 * Noise of the first level, which is a little less than 1: diffusers' `init_noise_sigma` times alpha. Leading spacing
 * counts the signal in, as if it were noise as well.
 */
export function eulerStart(first: Level, config: PlanConfig): number {
  return config.timestepSpacing === 'leading' ? 1 : first.sigma;
}
