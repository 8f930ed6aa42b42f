import { dpmSolverGrid } from '../numerics/level-grids.ts';
import { secondOrder } from './dpmpp-2m.ts';
import { thresholdBy } from './limit.ts';
import type { Sampler } from './scheduler.ts';
import { weightedScheduler } from './weighted-step.ts';

/**
 * DPM-Solver++ 2M for the stochastic equation (Lu et al. 2022, arXiv:2211.01095, SDE-DPM-Solver++(2M), midpoint form).
 * With `e = exp(-h)`, `h` the growth of the log signal-to-noise ratio, and `g = alpha' (1 - e^2)`:
 * `x' = sigma'/sigma e x + g x0 + sigma' sqrt(1 - e^2) z`; the second order as in 2M.
 */
export const dpmpp2mSdeSampler: Sampler = {
  grid: dpmSolverGrid,
  scheduler: ({ predictionType, threshold }) =>
    weightedScheduler({
      predictionType,
      drawsNoise: true,
      limit: threshold ? thresholdBy(threshold) : null,
      weights(move, previous) {
        const { from, to } = move;
        const shrink = (to.sigma * from.alpha) / (to.alpha * from.sigma);
        const rest = 1 - shrink * shrink;
        const gain = to.alpha * rest;
        const slope = secondOrder(move, previous);
        return {
          sample: (to.sigma / from.sigma) * shrink,
          clean: gain * (1 + slope),
          previous: -gain * slope,
          fresh: to.sigma * Math.sqrt(rest),
        };
      },
    }),
};
