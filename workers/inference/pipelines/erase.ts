import { LacunaError } from '../../shared/errors.ts';
import type { FillCandidate, FillSummary, JobTimings } from '../../shared/job.ts';
import type { EraserPack } from '../models/pack.ts';
import type { Planes } from '../numerics/planes.ts';
import { checkJob } from './check-job.ts';
import { stopIfCancelled } from './denoise.ts';
import { finishPatch, matchedResult } from './finish.ts';
import type { Acquire, FillHooks, Head } from './inpaint.ts';
import { canvasTensor, type PreparedWindow, prepareWindow, type WindowJob } from './prepare.ts';
import { type ProgressReport, progressReport } from './progress.ts';

/**
 * Runs a job on a model of one graph: window to working size, one call, colour match, detail and stitch. There is
 * nothing to draw, so there is one candidate, whatever was asked for; a prompt is not heard.
 *
 * @throws LacunaError `method-unsupported` when a diffusion method was asked for; `job-cancelled`, `result-invalid`, and
 * what the pack throws
 */
export async function erase(
  pack: EraserPack,
  job: WindowJob,
  hooks: FillHooks,
  head: Head,
): Promise<FillSummary> {
  checkJob(job);
  if (job.method !== 'auto') {
    throw new LacunaError(
      'method-unsupported',
      `this model erases in one step, it cannot run ${job.method}`,
      {
        method: job.method,
      },
    );
  }
  const report = progressReport({ ...job, candidates: 1 }, 1, (progress) => hooks.onProgress(progress));
  report.phase('denoise', 0, 0);
  const window = head.made?.window ?? prepareWindow({ ...job, nativeSize: pack.side ?? job.nativeSize });
  const { candidate } = await eraseWindow(pack, job, window, hooks, head, report);
  hooks.onCandidate(candidate);
  return { jobId: job.id, candidates: candidate.index + 1, timings: candidate.timings };
}

/**
 * What a job's eraser makes of the window before the job's model has its turn: a candidate, and what a partial strength
 * starts from: the window filled, RGB in -1..1, at the eraser's working size. Null, with a word on the console, where the
 * eraser cannot be used: the model does not need it.
 *
 * @throws LacunaError `job-cancelled`, `device-lost`
 */
export async function eraseFirst(
  acquire: Acquire,
  eraser: string,
  job: WindowJob,
  hooks: FillHooks,
  startedAt: number,
): Promise<Planes | null> {
  try {
    const waitedAt = hooks.now();
    const pack = await acquire(eraser);
    if (pack.kind !== 'eraser') throw new LacunaError('pack-invalid', `${eraser} is no eraser`);
    const loadMs = hooks.now() - waitedAt;
    const side = pack.side ?? pack.manifest.nativeSize;
    const window = prepareWindow(job, side / job.nativeSize);
    const { generated, candidate } = await eraseWindow(pack, job, window, hooks, { startedAt, loadMs });
    hooks.onCandidate({ ...candidate, pack: eraser });
    await hooks.yield?.();
    return generated;
  } catch (thrown) {
    const code = thrown instanceof LacunaError ? thrown.code : null;
    if (code === 'job-cancelled' || code === 'device-lost') throw thrown;
    console.warn(`${eraser} is left out:`, thrown);
    return null;
  }
}

async function eraseWindow(
  pack: EraserPack,
  job: WindowJob,
  window: PreparedWindow,
  hooks: FillHooks,
  head: Pick<Head, 'startedAt' | 'loadMs'> & Partial<Head>,
  report?: ProgressReport,
): Promise<{ readonly candidate: FillCandidate; readonly generated: Planes }> {
  const runsBefore = pack.sessionRunMs;
  const denoiseStart = hooks.now();
  const decoded = await pack.erase(canvasTensor(window, false), window.canvasHole);
  stopIfCancelled(hooks);
  report?.advance();
  const stitchStart = hooks.now();
  report?.phase('stitch', 0, 1);
  const generated = matchedResult(decoded, window);
  const detailStart = hooks.now();
  const unprompted: WindowJob = { ...job, prompt: '' };
  const { patch, chain } = finishPatch(generated, window, unprompted, {
    seed: job.seed,
    refined: false,
  });
  stopIfCancelled(hooks);
  const timings: JobTimings = {
    totalMs: hooks.now() - head.startedAt,
    loadMs: head.loadMs,
    textMs: 0,
    encodeMs: 0,
    denoiseMs: stitchStart - denoiseStart,
    decodeMs: 0,
    stitchMs: detailStart - stitchStart,
    detailMs: hooks.now() - detailStart + (head.made?.detailMs ?? 0),
    sessionRunMs: pack.sessionRunMs - runsBefore,
    steps: 1,
  };
  const { rect } = job.window;
  const { stitch } = window;
  const candidate: FillCandidate = {
    index: job.instant ? 1 : 0,
    seed: job.seed,
    rect: { ...stitch.rect, x: rect.x + stitch.rect.x, y: rect.y + stitch.rect.y },
    patch,
    stitch: { ...stitch.mask, data: stitch.mask.data.slice() },
    chain: [{ stage: 'eraser', note: '1 step' }, { stage: 'colour-match', note: '' }, ...chain],
    timings,
  };
  return { candidate, generated };
}
