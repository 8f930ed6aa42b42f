import { type PredictionType, predictionWeights } from '../numerics/predict.ts';
import type { Move } from '../numerics/time-plan.ts';
import type { Limit } from './limit.ts';
import type { Estimate, Scheduler, StepInput } from './scheduler.ts';

/** The next state as a weighted sum; what is left out weighs nothing. */
export interface StepWeights {
  /** Of the state. */
  readonly sample?: number;
  /** Of the clean estimate, after its limit. */
  readonly clean: number;
  /** Of the noise estimate, which follows from the output alone. */
  readonly noise?: number;
  /** Of the clean estimate of the step before. */
  readonly previous?: number;
  /** Of the fresh noise. */
  readonly fresh?: number;
}

/** One algorithm: the weights of its step. */
export interface Algorithm {
  readonly predictionType: PredictionType;
  readonly drawsNoise: boolean;
  /** Null leaves clean estimates as they are. */
  readonly limit: Limit | null;
  /** @param previous the move before, where the walk came straight from it; else null */
  weights(move: Move, previous: Move | null): StepWeights;
}

/** The scheduler of an algorithm: every one is a weighted sum of a few tensors. */
export function weightedScheduler(algorithm: Algorithm): Scheduler {
  const { predictionType, drawsNoise, limit } = algorithm;
  return {
    drawsNoise,
    step(input) {
      const { move, clean } = input;
      const before = follows(input.previous, move);
      const p = predictionWeights(predictionType, move.from);
      const w = algorithm.weights(move, before?.move ?? null);
      estimateClean(input, p.cleanFromSample, p.cleanFromOutput);
      limit?.(clean);
      const guess = w.noise ?? 0;
      combine(input, before, {
        sample: (w.sample ?? 0) + guess * p.noiseFromSample,
        output: guess * p.noiseFromOutput,
        clean: w.clean,
        previous: w.previous ?? 0,
        fresh: w.fresh ?? 0,
      });
      return { move, clean };
    },
  };
}

/** The memory, where the step it is from ended at the level this one begins at. */
function follows(previous: Estimate | null, { from }: Move): Estimate | null {
  if (!previous) return null;
  const { to } = previous.move;
  return to.t === from.t && to.alpha === from.alpha && to.sigma === from.sigma ? previous : null;
}

function estimateClean({ sample, output, clean }: StepInput, ofSample: number, ofOutput: number): void {
  for (let i = 0; i < clean.length; i++) {
    clean[i] = ofSample * (sample[i] as number) + ofOutput * (output[i] as number);
  }
}

interface Sum {
  readonly sample: number;
  readonly output: number;
  readonly clean: number;
  readonly previous: number;
  readonly fresh: number;
}

function combine({ sample, output, clean, noise }: StepInput, before: Estimate | null, w: Sum): void {
  for (let i = 0; i < sample.length; i++) {
    let next =
      w.sample * (sample[i] as number) + w.output * (output[i] as number) + w.clean * (clean[i] as number);
    if (before) next += w.previous * (before.clean[i] as number);
    if (noise) next += w.fresh * (noise[i] as number);
    sample[i] = next;
  }
}
