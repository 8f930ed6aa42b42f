import { eulerGrid } from '../numerics/level-grids.ts';
import { ddimWeights } from './ddim.ts';
import { eulerStart } from './euler.ts';
import type { Sampler } from './scheduler.ts';
import { weightedScheduler } from './weighted-step.ts';

/**
 * Euler's method down to less noise than the next level has, then as much fresh noise as is missing. With
 * `r = sigma / alpha`: `up^2 = r'^2 (r^2 - r'^2) / r^2`, `down^2 = r'^2 - up^2`, `x' = alpha' (x0 + down eps + up z)`.
 * Since `alpha' up = sigma'/sigma sqrt(1 - alpha^2 / alpha'^2)`, that is DDIM with eta 1 (Song et al. 2020,
 * arXiv:2010.02502, eq. 16) on Euler's levels.
 */
export const eulerAncestralSampler: Sampler = {
  grid: (config, steps) => eulerGrid({ ...config, karras: false }, steps),
  startScale: eulerStart,
  scheduler: ({ predictionType }) =>
    weightedScheduler({
      predictionType,
      drawsNoise: true,
      limit: null,
      weights: (move) => ddimWeights(move, 1),
    }),
};
