import type { Spacing } from '../../shared/job.ts';
import { karrasRatios, timestepOfRatio } from './karras.ts';
import {
  CLEAN,
  type Level,
  levelAt,
  levelOfRatio,
  type ScheduleConfig,
  signalShares,
} from './noise-schedule.ts';
import { leading, linspace, roundHalfEven, trailing } from './timesteps.ts';

/** What decides which levels are visited; as in `scheduler_config.json`. */
export interface PlanConfig extends ScheduleConfig {
  readonly timestepSpacing: Spacing;
  readonly stepsOffset: number;
  /** False: DDIM ends at abar[0] instead of 1. */
  readonly setAlphaToOne: boolean;
  /** True: levels spaced after Karras et al., for the samplers that know them. */
  readonly karras?: boolean;
  /** True: samplers that count in noise over signal end at abar[0] instead of 1. */
  readonly endsAtSmallest?: boolean;
  /** Steps of the teacher's schedule that a consistency model was distilled from; 50 unless said. */
  readonly originalSteps?: number;
}

/** The levels a walk visits, noisy to clean, and where it ends. */
export interface Levels {
  readonly visited: readonly Level[];
  readonly end: Level;
}

/** How a family of samplers picks `steps` levels. */
export type LevelGrid = (config: PlanConfig, steps: number) => Levels;

/** DDIM: whole timesteps; the end is abar 1, or abar[0] where `setAlphaToOne` is false. */
export const ddimGrid: LevelGrid = (config, steps) => {
  const shares = signalShares(config);
  const visited = wholeTimesteps(config, steps).map((t) => levelAt(shares, t));
  return { visited, end: config.setAlphaToOne ? CLEAN : { ...levelAt(shares, 0), t: -1 } };
};

/** DDPM: the timesteps of DDIM, the end always abar 1. */
export const ddpmGrid: LevelGrid = (config, steps) => ({ ...ddimGrid(config, steps), end: CLEAN });

/** Euler: `linspace` may fall between two timesteps; Karras levels lie between the ends of the spaced ones. */
export const eulerGrid: LevelGrid = (config, steps) => {
  const ratios = noiseRatios(config);
  const total = config.numTrainTimesteps;
  const spaced =
    config.timestepSpacing === 'linspace' ? linspace(steps, total - 1) : wholeTimesteps(config, steps);
  const visited = spaced.map((t) => levelOfRatio(t, between(ratios, t)));
  const end = endOf(config, ratios);
  const [first, last] = [spaced[0], spaced.at(-1)];
  if (!config.karras || first === undefined || last === undefined) return { visited, end };
  return {
    visited: karrasRatios(steps, between(ratios, first), between(ratios, last)).map((ratio) =>
      levelOfRatio(timestepOfRatio(ratios, ratio), ratio),
    ),
    end,
  };
};

/**
 * DPM-Solver: one level more than steps is spaced and the cleanest left out; Karras levels span the whole table and the
 * model is told the nearest whole timestep.
 */
export const dpmSolverGrid: LevelGrid = (config, steps) => {
  const ratios = noiseRatios(config);
  const end = endOf(config, ratios);
  if (config.karras) {
    const [smallest, largest] = [ratios[0] as number, ratios[ratios.length - 1] as number];
    const told = (t: number) =>
      config.betaSchedule === 'squaredcos_cap_v2' ? Math.trunc(t) : roundHalfEven(t);
    return {
      visited: karrasRatios(steps, largest, smallest).map((ratio) =>
        levelOfRatio(told(timestepOfRatio(ratios, ratio)), ratio),
      ),
      end,
    };
  }
  const visited = dpmTimesteps(config, steps).map((t) => levelOfRatio(t, ratios[t] as number));
  return { visited, end };
};

/**
 * Latent consistency models: timesteps of the teacher's schedule alone, which the pupil learnt (Luo et al. 2023,
 * arXiv:2310.04378, section 4.3). At most `originalSteps` steps.
 */
export const lcmGrid: LevelGrid = (config, steps) => {
  const shares = signalShares(config);
  const original = originalSteps(config);
  const apart = Math.floor(config.numTrainTimesteps / original);
  const visited = Array.from({ length: steps }, (_, i) => {
    const index = original - Math.floor((i * original) / steps);
    return levelAt(shares, index * apart - 1);
  });
  return { visited, end: CLEAN };
};

/** Steps of the teacher's schedule. */
export function originalSteps(config: PlanConfig): number {
  return config.originalSteps ?? 50;
}

/** Whole timesteps of DDIM, DDPM and most of Euler (diffusers `set_timesteps`). */
export function wholeTimesteps(config: PlanConfig, steps: number): number[] {
  const { numTrainTimesteps: total, stepsOffset } = config;
  switch (config.timestepSpacing) {
    case 'leading':
      return leading(steps, Math.floor(total / steps), stepsOffset, total);
    case 'trailing':
      return trailing(steps, total);
    case 'linspace':
      return linspace(steps, total - 1).map(roundHalfEven);
  }
}

function dpmTimesteps(config: PlanConfig, steps: number): number[] {
  const { numTrainTimesteps: total, stepsOffset } = config;
  switch (config.timestepSpacing) {
    case 'leading':
      return leading(steps + 1, Math.floor(total / (steps + 1)), stepsOffset, total).slice(0, -1);
    case 'trailing':
      return trailing(steps, total);
    case 'linspace':
      return linspace(steps + 1, total - 1)
        .map(roundHalfEven)
        .slice(0, -1);
  }
}

/** Noise over signal of every training timestep, rising. */
function noiseRatios(config: PlanConfig): Float64Array {
  return signalShares(config, true).map((share) => Math.sqrt((1 - share) / share));
}

function endOf(config: PlanConfig, ratios: Float64Array): Level {
  return config.endsAtSmallest ? levelOfRatio(-1, ratios[0] as number) : CLEAN;
}

/** A table at a fractional index. */
function between(table: Float64Array, index: number): number {
  const low = Math.floor(index);
  const from = table[low] as number;
  const to = table[Math.min(low + 1, table.length - 1)] as number;
  return from + (to - from) * (index - low);
}
