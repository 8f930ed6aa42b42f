import type { FillJob } from '../../workers/shared/job.ts';
import { freeSeed } from '../lib/seed.ts';
import { type Candidate, useJob } from './job-store.ts';
import { jobAgain } from './roll-again.ts';
import { windowOfMask } from './window-of-mask.ts';

/**
 * The job of another round of a candidate: its settings, whatever the panel says now, and seeds that no candidate on the
 * strip has.
 *
 * @throws LacunaError `mask-empty` where there is nothing left to fill
 */
export function jobLike(like: Candidate): FillJob {
  const used = new Set(useJob.getState().candidates.map(({ seed }) => seed));
  const change = {
    instant: false,
    seed: freeSeed(like.seed, like.job.candidates, used),
    // More of what the picture's own pixels made is made of them again.
    ...(like.steps === 0 ? { method: 'exemplar' as const } : {}),
  };
  if (like.replaces !== null) return { ...jobAgain(like.replaces), ...change };
  return {
    ...like.job,
    id: crypto.randomUUID(),
    ...change,
    ...windowOfMask(like.job.nativeSize, like.job.intent),
  };
}
