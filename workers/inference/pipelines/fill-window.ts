import type { FillSummary } from '../../shared/job.ts';
import type { AnyPack } from '../models/pack.ts';
import { checkJob } from './check-job.ts';
import { stopIfCancelled } from './denoise.ts';
import { erase, eraseFirst } from './erase.ts';
import { type Acquire, type FillHooks, type Head, inpaint } from './inpaint.ts';
import { withoutEraser } from './leave-out.ts';
import { fillFromOwnPixels, ownCandidate, ownTimings } from './own-pixels.ts';
import { prepareWindow, type WindowJob } from './prepare.ts';

/**
 * Fills one window from start to end: where the job asks for them, a candidate from the picture's own pixels at once, before the
 * model is even loaded, and one of an eraser; then the model's candidates.
 *
 * @param acquire not called where no model is needed
 * @throws what `inpaint` throws
 */
export async function fillWindow(acquire: Acquire, job: WindowJob, hooks: FillHooks): Promise<FillSummary> {
  const startedAt = hooks.now();
  checkJob(job);
  const alone = job.method === 'exemplar';
  const load = async () => {
    const waitedAt = hooks.now();
    const pack = await acquire(job.pack);
    return { pack, startedAt, loadMs: hooks.now() - waitedAt };
  };
  const { eraser } = job;
  if (!alone && !job.instant && eraser === undefined && (job.start !== 'exemplar' || job.strength === 1)) {
    const { pack, ...head } = await load();
    return runModel(pack, job, hooks, { ...head, made: null });
  }
  stopIfCancelled(hooks);
  const window = prepareWindow(job);
  const own = fillFromOwnPixels(job, window);
  const detailMs = hooks.now() - startedAt;
  if (alone || job.instant) hooks.onCandidate(ownCandidate(job, window, own, detailMs));
  await hooks.yield?.();
  stopIfCancelled(hooks);
  if (!alone) {
    const erased = eraser === undefined ? null : await eraseFirst(acquire, eraser, job, hooks, startedAt);
    const made = { window, own, erased, detailMs: erased ? hooks.now() - startedAt : detailMs };
    const { pack, ...head } = await load();
    const told = eraser !== undefined && !erased ? withoutEraser(hooks) : hooks;
    return runModel(pack, job, told, { ...head, made });
  }
  const timings = ownTimings(hooks.now() - startedAt, detailMs);
  return { jobId: job.id, candidates: 1, timings };
}

function runModel(pack: AnyPack, job: WindowJob, hooks: FillHooks, head: Head): Promise<FillSummary> {
  return pack.kind === 'eraser' ? erase(pack, job, hooks, head) : inpaint(pack, job, hooks, head);
}
