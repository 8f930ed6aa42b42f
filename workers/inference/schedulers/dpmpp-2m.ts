import { dpmSolverGrid } from '../numerics/level-grids.ts';
import type { Level } from '../numerics/noise-schedule.ts';
import type { Move } from '../numerics/time-plan.ts';
import { thresholdBy } from './limit.ts';
import type { Sampler } from './scheduler.ts';
import { weightedScheduler } from './weighted-step.ts';

/**
 * DPM-Solver++ 2M (Lu et al. 2022, arXiv:2211.01095, algorithm 2, midpoint form). With `h` the growth of the log
 * signal-to-noise ratio and `g = alpha' (1 - exp(-h))`: first order `x' = sigma'/sigma x + g x0`; second order puts
 * `x0 + (x0 - x0_before) h / (2 h_before)` for `x0`. First order where there is nothing before, and on the last step.
 */
export const dpmpp2mSampler: Sampler = {
  grid: dpmSolverGrid,
  scheduler: ({ predictionType, threshold }) =>
    weightedScheduler({
      predictionType,
      drawsNoise: false,
      limit: threshold ? thresholdBy(threshold) : null,
      weights(move, previous) {
        const { from, to } = move;
        const sample = to.sigma / from.sigma;
        const gain = to.alpha - (to.sigma * from.alpha) / from.sigma;
        const slope = secondOrder(move, previous);
        return { sample, clean: gain * (1 + slope), previous: -gain * slope };
      },
    }),
};

/** How far the estimate is carried on along its last change, `h / (2 h_before)`; 0 for a step of first order. */
export function secondOrder({ from, to, last }: Move, previous: Move | null): number {
  if (!previous || last) return 0;
  return (logSnr(to) - logSnr(from)) / (2 * (logSnr(from) - logSnr(previous.from)));
}

function logSnr({ alpha, sigma }: Level): number {
  return Math.log(alpha / sigma);
}
