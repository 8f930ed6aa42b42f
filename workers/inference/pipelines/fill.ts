import type { FillJob, FillSummary } from '../../shared/job.ts';
import type { DiffusionPack } from '../models/pack.ts';
import { checkJob } from './check-job.ts';
import { stopIfCancelled } from './denoise.ts';
import { type FillHooks, inpaint } from './inpaint.ts';
import { fillFromOwnPixels, ownCandidate } from './own-pixels.ts';
import { prepareWindow } from './prepare.ts';

/**
 * Runs one job from start to end: where it asks for them, a candidate from the picture's own pixels at once, before the
 * model is even loaded, then the model's candidates.
 *
 * @param acquire loads the pack; not called where no model is needed
 * @throws what `inpaint` throws
 */
export async function runFill(
  acquire: () => Promise<DiffusionPack>,
  job: FillJob,
  hooks: FillHooks,
): Promise<FillSummary> {
  const startedAt = hooks.now();
  checkJob(job);
  const alone = job.method === 'exemplar';
  if (!alone && !job.instant && (job.start !== 'exemplar' || job.strength === 1)) {
    return inpaint(await acquire(), job, hooks);
  }
  stopIfCancelled(hooks);
  const window = prepareWindow(job);
  const own = fillFromOwnPixels(job, window);
  const detailMs = hooks.now() - startedAt;
  if (alone || job.instant) hooks.onCandidate(ownCandidate(job, window, own, detailMs));
  await hooks.yield?.();
  stopIfCancelled(hooks);
  if (!alone) return inpaint(await acquire(), job, hooks, { window, own, detailMs });
  const timings = {
    totalMs: hooks.now() - startedAt,
    encodeMs: 0,
    denoiseMs: 0,
    decodeMs: 0,
    detailMs,
    sessionRunMs: 0,
    steps: 0,
  };
  return { jobId: job.id, candidates: 1, timings };
}
