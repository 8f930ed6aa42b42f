import type { FillSummary } from '../../shared/job.ts';
import type { AnyPack } from '../models/pack.ts';
import { checkJob } from './check-job.ts';
import { stopIfCancelled } from './denoise.ts';
import { erase } from './erase.ts';
import { type FillHooks, type Head, inpaint } from './inpaint.ts';
import { fillFromOwnPixels, ownCandidate, ownTimings } from './own-pixels.ts';
import { prepareWindow, type WindowJob } from './prepare.ts';

/**
 * Fills one window from start to end: where the job asks for them, a candidate from the picture's own pixels at once, before the
 * model is even loaded, then the model's candidates.
 *
 * @param acquire waits for the model's turn and loads the pack; not called where no model is needed
 * @throws what `inpaint` throws
 */
export async function fillWindow(
  acquire: () => Promise<AnyPack>,
  job: WindowJob,
  hooks: FillHooks,
): Promise<FillSummary> {
  const startedAt = hooks.now();
  checkJob(job);
  const alone = job.method === 'exemplar';
  const load = async () => {
    const waitedAt = hooks.now();
    const pack = await acquire();
    return { pack, startedAt, loadMs: hooks.now() - waitedAt };
  };
  if (!alone && !job.instant && (job.start !== 'exemplar' || job.strength === 1)) {
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
    const { pack, ...head } = await load();
    return runModel(pack, job, hooks, { ...head, made: { window, own, detailMs } });
  }
  const timings = ownTimings(hooks.now() - startedAt, detailMs);
  return { jobId: job.id, candidates: 1, timings };
}

function runModel(pack: AnyPack, job: WindowJob, hooks: FillHooks, head: Head): Promise<FillSummary> {
  return pack.kind === 'eraser' ? erase(pack, job, hooks, head) : inpaint(pack, job, hooks, head);
}
