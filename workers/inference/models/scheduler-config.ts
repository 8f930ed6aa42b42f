import { LacunaError } from '../../shared/errors.ts';
import type { SchedulerConfig } from './pack.ts';

/** `scheduler/scheduler_config.json` with diffusers' defaults filled in. Throws `pack-invalid` for what we cannot do. */
export function parseSchedulerConfig(value: unknown): SchedulerConfig {
  const json = (typeof value === 'object' && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >;
  return {
    numTrainTimesteps: numberOr(json.num_train_timesteps, 1000),
    betaStart: numberOr(json.beta_start, 0.0001),
    betaEnd: numberOr(json.beta_end, 0.02),
    betaSchedule: oneOf(json.beta_schedule, ['linear', 'scaled_linear']),
    predictionType: oneOf(json.prediction_type, ['epsilon', 'v_prediction', 'sample']),
    timestepSpacing: oneOf(json.timestep_spacing, ['leading', 'trailing', 'linspace']),
    stepsOffset: numberOr(json.steps_offset, 0),
    setAlphaToOne: json.set_alpha_to_one !== false,
    clipSample: json.clip_sample === true,
  };
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

/** The first choice is the default. */
function oneOf<const T extends string>(value: unknown, choices: readonly [T, ...T[]]): T {
  if (value === undefined) return choices[0];
  const found = choices.find((choice) => choice === value);
  if (!found) throw new LacunaError('pack-invalid', `scheduler value ${String(value)} is not supported`);
  return found;
}
