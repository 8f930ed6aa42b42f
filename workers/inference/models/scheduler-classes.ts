import type { Spacing } from '../../shared/job.ts';
import type { NamedSampler } from '../../shared/samplers.ts';
import type { ScheduleConfig } from '../numerics/noise-schedule.ts';

/** What diffusers assumes where a scheduler's config says nothing. */
export interface SchedulerDefaults {
  readonly betaStart: number;
  readonly betaEnd: number;
  readonly betaSchedule: ScheduleConfig['betaSchedule'];
  readonly timestepSpacing: Spacing;
  readonly clipSample: boolean;
  readonly setAlphaToOne: boolean;
}

/** A scheduler class: the sampler that stands for it, whether that is the same algorithm, and its defaults. */
export interface SchedulerClass {
  readonly sampler: NamedSampler;
  readonly exact: boolean;
  readonly defaults: SchedulerDefaults;
}

const DDPM_DEFAULTS: SchedulerDefaults = {
  betaStart: 0.0001,
  betaEnd: 0.02,
  betaSchedule: 'linear',
  timestepSpacing: 'leading',
  clipSample: true,
  setAlphaToOne: true,
};
const SIGMA_DEFAULTS: SchedulerDefaults = {
  ...DDPM_DEFAULTS,
  timestepSpacing: 'linspace',
  clipSample: false,
};
const PNDM_DEFAULTS: SchedulerDefaults = { ...DDPM_DEFAULTS, clipSample: false, setAlphaToOne: false };
const DISTILLED_DEFAULTS: SchedulerDefaults = {
  ...DDPM_DEFAULTS,
  betaStart: 0.00085,
  betaEnd: 0.012,
  betaSchedule: 'scaled_linear',
  clipSample: false,
};

const same = (sampler: NamedSampler, defaults: SchedulerDefaults) => ({ sampler, exact: true, defaults });
const near = (sampler: NamedSampler, defaults: SchedulerDefaults) => ({ sampler, exact: false, defaults });

/**
 * The scheduler classes of diffusers. Solvers of the probability flow with a memory (PNDM and the like) are nearest to
 * DPM-Solver++ 2M, those that add noise on their way to Euler ancestral.
 */
const CLASSES: Readonly<Record<string, SchedulerClass>> = {
  DDIMScheduler: same('ddim', DDPM_DEFAULTS),
  DDPMScheduler: same('ddpm', DDPM_DEFAULTS),
  EulerDiscreteScheduler: same('euler', SIGMA_DEFAULTS),
  EulerAncestralDiscreteScheduler: same('euler-ancestral', SIGMA_DEFAULTS),
  DPMSolverMultistepScheduler: same('dpmpp-2m', SIGMA_DEFAULTS),
  LCMScheduler: same('lcm', DISTILLED_DEFAULTS),
  TCDScheduler: near('lcm', DISTILLED_DEFAULTS),
  PNDMScheduler: near('dpmpp-2m', PNDM_DEFAULTS),
  DEISMultistepScheduler: near('dpmpp-2m', SIGMA_DEFAULTS),
  UniPCMultistepScheduler: near('dpmpp-2m', SIGMA_DEFAULTS),
  DPMSolverSinglestepScheduler: near('dpmpp-2m', SIGMA_DEFAULTS),
  LMSDiscreteScheduler: near('dpmpp-2m', SIGMA_DEFAULTS),
  HeunDiscreteScheduler: near('dpmpp-2m', SIGMA_DEFAULTS),
  KDPM2DiscreteScheduler: near('dpmpp-2m', SIGMA_DEFAULTS),
  KDPM2AncestralDiscreteScheduler: near('euler-ancestral', SIGMA_DEFAULTS),
  DPMSolverSDEScheduler: near('euler-ancestral', SIGMA_DEFAULTS),
};

/** The class of a config; DDIM stands for one that is not known. */
export function schedulerClass(name: string, config: Readonly<Record<string, unknown>>): SchedulerClass {
  const known = CLASSES[name];
  if (!known || !Object.hasOwn(CLASSES, name)) return near('ddim', DDPM_DEFAULTS);
  return name === 'DPMSolverMultistepScheduler' ? dpmSolver(config) : known;
}

/** DPM-Solver comes in several kinds, of which two are here. */
function dpmSolver(config: Readonly<Record<string, unknown>>): SchedulerClass {
  const {
    algorithm_type: kind = 'dpmsolver++',
    solver_order: order = 2,
    solver_type: form = 'midpoint',
  } = config;
  const sampler = String(kind).startsWith('sde-') ? 'dpmpp-2m-sde' : 'dpmpp-2m';
  const exact = String(kind).endsWith('dpmsolver++') && order === 2 && form === 'midpoint';
  return { sampler, exact, defaults: SIGMA_DEFAULTS };
}
