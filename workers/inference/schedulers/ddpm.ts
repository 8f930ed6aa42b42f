import { ddpmGrid } from '../numerics/level-grids.ts';
import { limitOf } from './limit.ts';
import type { Sampler } from './scheduler.ts';
import { weightedScheduler } from './weighted-step.ts';

/**
 * DDPM over the visited levels (Ho et al. 2020, arXiv:2006.11239, eq. 6 and 7), with the smaller of the paper's two
 * variances: `x' = (alpha' b x0 + alpha/alpha' sigma'^2 x) / sigma^2 + sqrt(b) sigma'/sigma z`, `b = 1 - alpha^2 / alpha'^2`.
 */
export const ddpmSampler: Sampler = {
  grid: ddpmGrid,
  scheduler: (options) =>
    weightedScheduler({
      predictionType: options.predictionType,
      drawsNoise: true,
      limit: limitOf(options),
      weights({ from, to }) {
        const ratio = from.alpha / to.alpha;
        const beta = 1 - ratio * ratio;
        const variance = from.sigma * from.sigma;
        return {
          clean: (to.alpha * beta) / variance,
          sample: (ratio * to.sigma * to.sigma) / variance,
          fresh: (Math.sqrt(beta) * to.sigma) / from.sigma,
        };
      },
    }),
};
