import { type Level, levelAt, type ScheduleConfig, signalShares } from './noise-schedule.ts';

/** What decides which timesteps are visited. */
export interface PlanConfig extends ScheduleConfig {
  readonly timestepSpacing: 'leading' | 'trailing' | 'linspace';
  readonly stepsOffset: number;
  readonly setAlphaToOne: boolean;
}

/** One reverse step: the model is asked at `from`, the state ends at `to`. `last` marks the one that ends clean. */
export interface Move {
  readonly from: Level;
  readonly to: Level;
  readonly last: boolean;
}

/**
 * Timesteps from noisy to clean (diffusers `set_timesteps`): `leading` multiples of floor(T / N) plus the offset,
 * `trailing` from T - 1 down, `linspace` both ends included.
 */
export function timesteps(config: PlanConfig, steps: number): number[] {
  const total = config.numTrainTimesteps;
  const list: number[] = [];
  switch (config.timestepSpacing) {
    case 'leading': {
      const ratio = Math.floor(total / steps);
      for (let i = steps - 1; i >= 0; i--) list.push(Math.min(total - 1, i * ratio + config.stepsOffset));
      return list;
    }
    case 'trailing':
      for (let i = 0; i < steps; i++) list.push(roundHalfEven(total - (i * total) / steps) - 1);
      return list;
    case 'linspace':
      for (let i = steps - 1; i >= 0; i--) {
        list.push(steps === 1 ? 0 : roundHalfEven((i * (total - 1)) / (steps - 1)));
      }
      return list;
  }
}

/** numpy's rounding. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * Steps really walked at a strength: `min(int(N * strength), N)`, as in diffusers, but at least one: asking for little is
 * no error.
 */
export function stepCount(steps: number, strength: number): number {
  return Math.min(Math.max(1, Math.trunc(steps * strength)), steps);
}

/**
 * The moves of one candidate, noisy to clean. Each move ends where the next one begins, so the state always carries
 * its own level (diffusers instead steps by floor(T / N), which misses the next entry of some trailing and linspace
 * lists). The last move ends at abar 1, or at abar[0] where `setAlphaToOne` is false. At least one move.
 */
export function samplingPlan(config: PlanConfig, steps: number, strength: number): readonly Move[] {
  const shares = signalShares(config);
  const all = timesteps(config, steps);
  const levels = all.slice(steps - stepCount(steps, strength)).map((t) => levelAt(shares, t));
  const clean: Level = config.setAlphaToOne
    ? { t: -1, alpha: 1, sigma: 0 }
    : { ...levelAt(shares, 0), t: -1 };
  return levels.map((from, i) => {
    const next = levels[i + 1];
    return { from, to: next ?? clean, last: next === undefined };
  });
}
