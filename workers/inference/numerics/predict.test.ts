import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addNoise, type PredictionType, predictionWeights } from './predict.ts';

const number = fc.double({ min: -4, max: 4, noNaN: true });
const angle = fc.double({ min: 0.02, max: 1.55, noNaN: true });
const types: readonly PredictionType[] = ['epsilon', 'v_prediction', 'sample'];

describe('predictionWeights', () => {
  it.each(types)('%s: recovers the clean latent and the noise from a perfect output', (type) => {
    fc.assert(
      fc.property(number, number, angle, (clean, noise, phi) => {
        const level = { t: 0, alpha: Math.cos(phi), sigma: Math.sin(phi) };
        const x = level.alpha * clean + level.sigma * noise;
        const perfect = {
          epsilon: noise,
          v_prediction: level.alpha * noise - level.sigma * clean,
          sample: clean,
        }[type];
        const w = predictionWeights(type, level);
        expect(w.cleanFromSample * x + w.cleanFromOutput * perfect).toBeCloseTo(clean, 6);
        expect(w.noiseFromSample * x + w.noiseFromOutput * perfect).toBeCloseTo(noise, 6);
      }),
    );
  });
});

describe('addNoise', () => {
  it('gives noise of the level: sigma where the clean latent is zero', () => {
    const out = new Float32Array(3);
    addNoise(
      out,
      { t: 1, alpha: 0.8, sigma: 0.6 },
      new Float32Array([0, 1, 2]),
      new Float32Array([1, 0, -1]),
    );
    expect([...out].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0.6, 0.8, 1]);
  });
});
