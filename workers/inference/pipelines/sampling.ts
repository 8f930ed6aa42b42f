import { LacunaError } from '../../shared/errors.ts';
import type { FillJob } from '../../shared/job.ts';
import { type NamedSampler, SAMPLER_FACTS } from '../../shared/samplers.ts';
import type { SchedulerConfig } from '../models/pack.ts';
import { type Move, samplingPlan } from '../numerics/time-plan.ts';
import { SAMPLERS } from '../schedulers/registry.ts';
import type { Scheduler } from '../schedulers/scheduler.ts';

/** How a job walks from noise to picture. */
export interface Sampling {
  readonly sampler: NamedSampler;
  readonly scheduler: Scheduler;
  readonly plan: readonly [Move, ...Move[]];
  /** Standard deviation of the pure noise at the plan's first level. */
  readonly startScale: number;
  /** For the candidate's chain: the sampler, and what it stands in for. */
  readonly note: string;
}

/** What of a job decides the walk. */
export type SamplingChoice = Pick<FillJob, 'sampler' | 'steps' | 'strength' | 'eta' | 'karras' | 'spacing'>;

/**
 * The walk a job asks for, on the levels its pack was trained at.
 *
 * @param usualEta share of fresh noise where the job leaves it open, and the sampler lets it be chosen
 * @throws LacunaError `job-invalid` for a setting that the sampler does not have, and for more steps than it knows
 */
export function samplingOf(job: SamplingChoice, config: SchedulerConfig, usualEta = 0): Sampling {
  const own = config.sampler ?? 'ddim';
  const id = job.sampler === 'auto' ? own : job.sampler;
  const sampler = SAMPLERS[id];
  const takes = SAMPLER_FACTS[id];
  if (job.eta && !takes.eta) throw unknown('eta', job.eta, id);
  if (job.karras && !takes.karras) throw unknown('karras', 'true', id);
  const chosen = {
    ...config,
    timestepSpacing: job.spacing ?? config.timestepSpacing,
    karras: takes.karras && (job.karras ?? config.karras ?? false),
  };
  const most = sampler.mostSteps?.(chosen) ?? Number.POSITIVE_INFINITY;
  if (job.steps > most) {
    const range = `1 to ${most} for ${id}`;
    throw new LacunaError('job-invalid', `steps is ${job.steps}, must be ${range}`, {
      field: 'steps',
      value: job.steps,
      range,
    });
  }
  const plan = samplingPlan(chosen, job.steps, job.strength, sampler.grid) as [Move, ...Move[]];
  const standsIn = job.sampler === 'auto' && config.standsInFor;
  return {
    sampler: id,
    scheduler: sampler.scheduler({ ...config, eta: job.eta ?? usualEta }),
    plan,
    startScale: sampler.startScale?.(plan[0].from, chosen) ?? 1,
    note: standsIn ? `${id}, the nearest to ${config.standsInFor}` : id,
  };
}

function unknown(field: string, value: string | number, sampler: string): LacunaError {
  const message = `${sampler} has no ${field}`;
  return new LacunaError('job-invalid', message, { field, value, sampler });
}
