import { LacunaError } from '../../shared/errors.ts';
import type { SchedulerConfig } from './pack.ts';
import { schedulerClass } from './scheduler-classes.ts';

/** Settings that move levels or change the last step, with the one value that is built: another is named, and does without. */
const BUILT: Readonly<Record<string, unknown>> = {
  use_exponential_sigmas: false,
  use_beta_sigmas: false,
  use_lu_lambdas: false,
  euler_at_final: false,
  lower_order_final: true,
  interpolation_type: 'linear',
  timestep_type: 'discrete',
};

/**
 * `scheduler/scheduler_config.json` with the defaults of its class in diffusers filled in. Throws `pack-invalid` for
 * what we cannot do.
 */
export function parseSchedulerConfig(value: unknown): SchedulerConfig {
  const json = (typeof value === 'object' && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >;
  const name = typeof json._class_name === 'string' ? json._class_name : 'DDIMScheduler';
  refuseOtherProcesses(name, json);
  const { sampler, exact, defaults } = schedulerClass(name, json);
  const betas = trainedBetas(json.trained_betas);
  const short = name.replace(/Scheduler$/, '');
  const unbuilt = Object.keys(BUILT).filter((key) => (json[key] ?? BUILT[key]) !== BUILT[key]);
  return {
    sampler,
    ...((!exact || unbuilt.length > 0) && { standsInFor: [short, ...unbuilt].join(', ') }),
    numTrainTimesteps: betas?.length ?? numberOr(json.num_train_timesteps, 1000),
    betaStart: numberOr(json.beta_start, defaults.betaStart),
    betaEnd: numberOr(json.beta_end, defaults.betaEnd),
    betaSchedule: oneOf(
      json.beta_schedule,
      ['linear', 'scaled_linear', 'squaredcos_cap_v2'],
      defaults.betaSchedule,
    ),
    ...(betas && { trainedBetas: betas }),
    rescaleZeroSnr: json.rescale_betas_zero_snr === true,
    predictionType: oneOf(json.prediction_type, ['epsilon', 'v_prediction', 'sample'], 'epsilon'),
    timestepSpacing: oneOf(
      json.timestep_spacing,
      ['leading', 'trailing', 'linspace'],
      defaults.timestepSpacing,
    ),
    stepsOffset: numberOr(json.steps_offset, 0),
    setAlphaToOne: flagOr(json.set_alpha_to_one, defaults.setAlphaToOne),
    karras: json.use_karras_sigmas === true,
    endsAtSmallest: json.final_sigmas_type === 'sigma_min',
    clipSample: flagOr(json.clip_sample, defaults.clipSample),
    clipRange: numberOr(json.clip_sample_range, 1),
    ...(json.thresholding === true && {
      threshold: {
        quantile: numberOr(json.dynamic_thresholding_ratio, 0.995),
        most: numberOr(json.sample_max_value, 1),
      },
    }),
    originalSteps: numberOr(json.original_inference_steps, 50),
    timestepScaling: numberOr(json.timestep_scaling, 10),
  };
}

/** Flows (rectified, matched) and EDM's own preconditioning are other processes than the one here. */
function refuseOtherProcesses(name: string, json: Readonly<Record<string, unknown>>): void {
  const flows = json.use_flow_sigmas === true || json.prediction_type === 'flow_prediction';
  if (flows || /^(Flow|EDM)/.test(name)) {
    throw new LacunaError('pack-invalid', `${name}: only diffusion with alpha^2 + sigma^2 = 1 is supported`);
  }
}

function trainedBetas(value: unknown): readonly number[] | null {
  if (value === undefined || value === null) return null;
  const valid = (beta: unknown) => typeof beta === 'number' && beta > 0 && beta < 1;
  if (Array.isArray(value) && value.length > 1 && value.every(valid)) return value;
  throw new LacunaError('pack-invalid', 'trained_betas must be numbers between 0 and 1');
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

function flagOr(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function oneOf<const T extends string>(value: unknown, choices: readonly T[], fallback: T): T {
  if (value === undefined || value === null) return fallback;
  const found = choices.find((choice) => choice === value);
  if (!found) throw new LacunaError('pack-invalid', `scheduler value ${String(value)} is not supported`);
  return found;
}
