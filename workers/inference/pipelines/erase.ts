import { LacunaError } from '../../shared/errors.ts';
import type { FillCandidate, FillSummary, JobTimings } from '../../shared/job.ts';
import type { EraserPack } from '../models/pack.ts';
import type { Planes } from '../numerics/planes.ts';
import { checkJob } from './check-job.ts';
import { stopIfCancelled } from './denoise.ts';
import { erasedResult, type Finish, finishPatch } from './finish.ts';
import type { Acquire, FillHooks, Head } from './inpaint.ts';
import { orLeaveOut } from './leave-out.ts';
import { canvasTensor, type PreparedWindow, prepareWindow, type WindowJob } from './prepare.ts';
import { type ProgressReport, progressReport } from './progress.ts';

/**
 * Weight, in the patch distance, of what an eraser drew: it knows how lines and outlines go on, and draws things that
 * were never there. So much of a hint is followed along an edge, and outvoted where the picture has nothing like it.
 */
const HINT_WEIGHT = 1.5;

/**
 * Runs a job on a model of one graph: window to working size, one call, detail and stitch. There is nothing to draw lots
 * for, so how many candidates were asked for does not matter; a prompt is not heard.
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
  const size = sizeOver(pack, job);
  const window = size === 1 && head.made ? head.made.window : prepareWindow(job, size);
  const { candidates, timings } = await eraseWindow(pack, job, window, hooks, head, report);
  return { jobId: job.id, candidates: (job.instant ? 1 : 0) + candidates, timings };
}

/** What an eraser made before the job's model has its turn. */
export interface Erased {
  /** The window filled, RGB in -1..1, at the eraser's working size: what a partial strength starts from. */
  readonly generated: Planes;
  /** Candidates that were made of it. */
  readonly candidates: number;
}

/**
 * What a job's eraser makes of the window before the job's model has its turn: candidates, and what a partial strength
 * starts from. Null where the eraser cannot be used.
 *
 * @throws LacunaError `job-cancelled`, `device-lost`
 */
export function eraseFirst(
  acquire: Acquire,
  eraser: string,
  job: WindowJob,
  hooks: FillHooks,
  startedAt: number,
): Promise<Erased | null> {
  return orLeaveOut(eraser, async () => {
    const waitedAt = hooks.now();
    const pack = await acquire(eraser);
    if (pack.kind !== 'eraser') throw new LacunaError('pack-invalid', `${eraser} is no eraser`);
    const loadMs = hooks.now() - waitedAt;
    const window = prepareWindow(job, sizeOver(pack, job));
    const onCandidate = (candidate: FillCandidate) => hooks.onCandidate({ ...candidate, pack: eraser });
    return eraseWindow(pack, job, window, { ...hooks, onCandidate }, { startedAt, loadMs });
  });
}

/** The eraser's own size over that which the job was made for. */
function sizeOver(pack: EraserPack, job: WindowJob): number {
  return (pack.side ?? pack.manifest.nativeSize) / job.nativeSize;
}

/**
 * Two candidates of one call, handed over as they are done: the picture's own pixels laid where the eraser's drawing says,
 * which has no pixel that the picture has not, and the drawing itself.
 */
async function eraseWindow(
  pack: EraserPack,
  job: WindowJob,
  window: PreparedWindow,
  hooks: FillHooks,
  head: Pick<Head, 'startedAt' | 'loadMs'> & Partial<Head>,
  report?: ProgressReport,
): Promise<Erased & { readonly timings: JobTimings }> {
  const runsBefore = pack.sessionRunMs;
  const denoiseStart = hooks.now();
  const decoded = await pack.erase(canvasTensor(window, false), window.canvasHole);
  stopIfCancelled(hooks);
  report?.advance();
  const stitchStart = hooks.now();
  report?.phase('stitch', 0, 1);
  const generated = erasedResult(decoded, window);
  const detailStart = hooks.now();
  const timings = (): JobTimings => ({
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
  });
  const { rect } = job.window;
  const { stitch } = window;
  const unprompted: WindowJob = { ...job, prompt: '' };
  let candidates = 0;
  const finish = (how: Omit<Finish, 'seed'>): FillCandidate => {
    const { patch, chain } = finishPatch(generated, window, unprompted, { seed: job.seed, ...how });
    stopIfCancelled(hooks);
    return {
      index: candidates + (job.instant ? 1 : 0),
      seed: job.seed,
      rect: { ...stitch.rect, x: rect.x + stitch.rect.x, y: rect.y + stitch.rect.y },
      patch,
      stitch: { ...stitch.mask, data: stitch.mask.data.slice() },
      chain: [{ stage: 'eraser', note: '1 step' }, ...chain],
      timings: timings(),
    };
  };
  const hand = async (candidate: FillCandidate) => {
    hooks.onCandidate(candidate);
    candidates++;
    await hooks.yield?.();
    stopIfCancelled(hooks);
  };
  if (job.detail !== false) {
    const laid = finish({ followed: false, hintWeight: HINT_WEIGHT });
    // Where the picture has no whole patch it is the drawing already.
    if (laid.chain.some(({ stage }) => stage === 'structure-hint')) await hand(laid);
  }
  await hand(finish({ followed: true }));
  return { candidates, generated, timings: timings() };
}
