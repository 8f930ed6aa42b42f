import type { Level } from './noise-schedule.ts';

/** What a network was trained to predict. */
export type PredictionType = 'epsilon' | 'v_prediction' | 'sample';

/**
 * Clean latent and noise as weighted sums of the noisy sample and the network's output:
 * `clean = cleanFromSample * x + cleanFromOutput * o`, `noise = noiseFromSample * x + noiseFromOutput * o`.
 */
export interface PredictionWeights {
  readonly cleanFromSample: number;
  readonly cleanFromOutput: number;
  readonly noiseFromSample: number;
  readonly noiseFromOutput: number;
}

/**
 * The weights at a level. epsilon: Ho et al. 2020, eq. 11; v: Salimans and Ho 2022 (arXiv:2202.00512), appendix D.
 * epsilon needs alpha > 0, sample needs sigma > 0.
 */
export function predictionWeights(type: PredictionType, level: Level): PredictionWeights {
  const { alpha, sigma } = level;
  switch (type) {
    case 'epsilon':
      return {
        cleanFromSample: 1 / alpha,
        cleanFromOutput: -sigma / alpha,
        noiseFromSample: 0,
        noiseFromOutput: 1,
      };
    case 'v_prediction':
      return {
        cleanFromSample: alpha,
        cleanFromOutput: -sigma,
        noiseFromSample: sigma,
        noiseFromOutput: alpha,
      };
    case 'sample':
      return {
        cleanFromSample: 0,
        cleanFromOutput: 1,
        noiseFromSample: 1 / sigma,
        noiseFromOutput: -alpha / sigma,
      };
  }
}

/** Writes `a * x + b * y` into `out`, which may be `x` or `y`. */
export function weightedSum(out: Float32Array, a: number, x: Float32Array, b: number, y: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a * (x[i] as number) + b * (y[i] as number);
}

/** Noises a clean latent to a level: `out = alpha * clean + sigma * noise`. */
export function addNoise(out: Float32Array, level: Level, clean: Float32Array, noise: Float32Array): void {
  weightedSum(out, level.alpha, clean, level.sigma, noise);
}
