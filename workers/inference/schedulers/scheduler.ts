import type { Move } from '../numerics/time-plan.ts';

/** One reverse step's data; all arrays have the same length. */
export interface StepInput {
  readonly move: Move;
  /** State at `move.from`; overwritten with the state at `move.to`. */
  readonly sample: Float32Array;
  /** The network's (guided) output at `move.from`. */
  readonly output: Float32Array;
  /** Standard normal numbers for samplers that draw some; null where `drawsNoise` is false. */
  readonly noise: Float32Array | null;
}

/** A single-step solver without memory of its own: the plan may walk back and forth. */
export interface Scheduler {
  readonly drawsNoise: boolean;
  step(input: StepInput): void;
}
