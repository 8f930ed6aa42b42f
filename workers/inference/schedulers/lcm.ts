import { lcmGrid, originalSteps } from '../numerics/level-grids.ts';
import { limitOf } from './limit.ts';
import type { Sampler } from './scheduler.ts';
import { weightedScheduler } from './weighted-step.ts';

/** Spread of the data that the boundary condition of consistency models assumes. */
const DATA_SPREAD = 0.5;

/**
 * Multistep consistency sampling (Luo et al. 2023, arXiv:2310.04378, algorithm 3): `x' = alpha' f + sigma' z` with
 * `f = c_out x0 + c_skip x`, `c_skip = d^2 / (s^2 + d^2)`, `c_out = s / sqrt(s^2 + d^2)`, `s` the scaled timestep, `d` 0.5.
 * The last step ends at `f`.
 */
export const lcmSampler: Sampler = {
  grid: lcmGrid,
  mostSteps: originalSteps,
  scheduler: (options) =>
    weightedScheduler({
      predictionType: options.predictionType,
      drawsNoise: true,
      limit: limitOf(options),
      weights({ from, to }) {
        const time = from.t * (options.timestepScaling ?? 10);
        const size = time * time + DATA_SPREAD * DATA_SPREAD;
        return {
          clean: (to.alpha * time) / Math.sqrt(size),
          sample: (to.alpha * DATA_SPREAD * DATA_SPREAD) / size,
          fresh: to.sigma,
        };
      },
    }),
};
