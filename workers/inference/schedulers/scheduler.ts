import type { LevelGrid, PlanConfig } from '../numerics/level-grids.ts';
import type { Level } from '../numerics/noise-schedule.ts';
import type { PredictionType } from '../numerics/predict.ts';
import type { Move } from '../numerics/time-plan.ts';
import type { Threshold } from './limit.ts';

/** What a step remembers for the next one: the clean picture it estimated, and the move it was made for. */
export interface Estimate {
  readonly move: Move;
  readonly clean: Float32Array;
}

/** One reverse step's data; all arrays have the same length, and no two share memory. */
export interface StepInput {
  readonly move: Move;
  /** State at `move.from`; overwritten with the state at `move.to`. */
  readonly sample: Float32Array;
  /** The network's (guided) output at `move.from`. */
  readonly output: Float32Array;
  /** Standard normal numbers for samplers that draw some; null where `drawsNoise` is false. */
  readonly noise: Float32Array | null;
  /**
   * What the step before returned, or null for none. A solver with memory uses it only where that step ended at this
   * one's level: after a walk back, or a jump, it starts afresh.
   */
  readonly previous: Estimate | null;
  /** Overwritten with the clean picture estimated at `move.from`. */
  readonly clean: Float32Array;
}

/** A solver without state: its memory goes in and comes out as a value, so that a plan may walk back and forth. */
export interface Scheduler {
  readonly drawsNoise: boolean;
  /** Returns the memory for the next step, which is `input.clean` and the move. */
  step(input: StepInput): Estimate;
}

/** What the network predicts and how its estimates are limited; as in `scheduler_config.json`. */
export interface SchedulerOptions {
  readonly predictionType: PredictionType;
  readonly clipSample: boolean;
  /** Where `clipSample` cuts; 1 unless said. */
  readonly clipRange?: number;
  readonly threshold?: Threshold;
  /** Share of fresh noise, 0 to 1, for samplers that leave it open; 0 unless said. */
  readonly eta?: number;
  /** What a consistency model multiplies timesteps by; 10 unless said. */
  readonly timestepScaling?: number;
}

/** One sampling algorithm, as the registry lists it. */
export interface Sampler {
  /** Which levels it visits. */
  readonly grid: LevelGrid;
  /** Standard deviation of the pure noise it starts from at the first level; 1 unless said. */
  startScale?(first: Level, config: PlanConfig): number;
  /** The most steps its levels allow; any number unless said. */
  mostSteps?(config: PlanConfig): number;
  scheduler(options: SchedulerOptions): Scheduler;
}
