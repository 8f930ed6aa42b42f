import { type PredictionType, predictionWeights } from '../numerics/predict.ts';
import type { Scheduler } from './scheduler.ts';

/** What the network predicts, and how the step treats it. */
export interface DdimOptions {
  readonly predictionType: PredictionType;
  /** Clamps the clean estimate to -1..1; the noise estimate is not derived again from it. */
  readonly clipSample: boolean;
  /** 0 is deterministic, 1 as much fresh noise as DDPM. */
  readonly eta: number;
}

/**
 * DDIM (Song et al. 2020, arXiv:2010.02502, eq. 12 and 16):
 * `x' = alpha' x0 + sqrt(sigma'^2 - s^2) eps + s z`, with `s = eta * sigma'/sigma * sqrt(1 - alpha^2 / alpha'^2)`.
 */
export function ddim(options: DdimOptions): Scheduler {
  const { predictionType, clipSample, eta } = options;
  return {
    drawsNoise: eta > 0,
    step({ move, sample, output, noise }) {
      const { from, to } = move;
      const w = predictionWeights(predictionType, from);
      const ratio = from.alpha / to.alpha;
      const spread = eta * (to.sigma / from.sigma) * Math.sqrt(Math.max(0, 1 - ratio * ratio));
      const direction = Math.sqrt(Math.max(0, to.sigma * to.sigma - spread * spread));
      for (let i = 0; i < sample.length; i++) {
        const x = sample[i] as number;
        const o = output[i] as number;
        let clean = w.cleanFromSample * x + w.cleanFromOutput * o;
        if (clipSample) clean = Math.min(1, Math.max(-1, clean));
        const estimated = w.noiseFromSample * x + w.noiseFromOutput * o;
        const fresh = noise === null ? 0 : spread * (noise[i] as number);
        sample[i] = to.alpha * clean + direction * estimated + fresh;
      }
    },
  };
}
