import { stepCount } from '../../shared/model-calls.ts';
import { ddimGrid, type LevelGrid, type PlanConfig } from './level-grids.ts';
import type { Level } from './noise-schedule.ts';

/** One reverse step: the model is asked at `from`, the state ends at `to`. `last` marks the one that ends clean. */
export interface Move {
  readonly from: Level;
  readonly to: Level;
  readonly last: boolean;
}

/**
 * The moves of one candidate, noisy to clean. Each move ends where the next one begins, so the state always carries
 * its own level (diffusers' DDIM instead steps by floor(T / N), which misses the next entry of some trailing and
 * linspace lists). At least one move.
 */
export function samplingPlan(
  config: PlanConfig,
  steps: number,
  strength: number,
  grid: LevelGrid = ddimGrid,
): readonly Move[] {
  const { visited, end } = grid(config, steps);
  const levels = visited.slice(steps - stepCount(steps, strength));
  return levels.map((from, i) => {
    const next = levels[i + 1];
    return { from, to: next ?? end, last: next === undefined };
  });
}
