import { ddimGrid } from '../numerics/level-grids.ts';
import type { Move } from '../numerics/time-plan.ts';
import { limitOf } from './limit.ts';
import type { Sampler, Scheduler, SchedulerOptions } from './scheduler.ts';
import { type StepWeights, weightedScheduler } from './weighted-step.ts';

/**
 * DDIM (Song et al. 2020, arXiv:2010.02502, eq. 12 and 16):
 * `x' = alpha' x0 + sqrt(sigma'^2 - s^2) eps + s z`, with `s = eta * sigma'/sigma * sqrt(1 - alpha^2 / alpha'^2)`. A
 * limited `x0` leaves `eps` as it was.
 */
export function ddim(options: SchedulerOptions): Scheduler {
  const eta = options.eta ?? 0;
  return weightedScheduler({
    predictionType: options.predictionType,
    drawsNoise: eta > 0,
    limit: limitOf(options),
    weights: (move) => ddimWeights(move, eta),
  });
}

/** Weights of eq. 12 for a share `eta` of fresh noise. */
export function ddimWeights({ from, to }: Move, eta: number): StepWeights {
  const ratio = from.alpha / to.alpha;
  const fresh = eta * (to.sigma / from.sigma) * Math.sqrt(Math.max(0, 1 - ratio * ratio));
  return { clean: to.alpha, noise: Math.sqrt(Math.max(0, to.sigma * to.sigma - fresh * fresh)), fresh };
}

export const ddimSampler: Sampler = {
  grid: ddimGrid,
  scheduler: ddim,
};
