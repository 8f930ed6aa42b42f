import { LacunaError } from '../../shared/errors.ts';
import type { FillSummary } from '../../shared/job.ts';
import type { EraserPack } from '../models/pack.ts';
import { checkJob } from './check-job.ts';
import { stopIfCancelled } from './denoise.ts';
import { finishPatch, matchedResult } from './finish.ts';
import type { FillHooks, Head } from './inpaint.ts';
import { canvasTensor, prepareWindow, type WindowJob } from './prepare.ts';
import { progressReport } from './progress.ts';

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
  const runsBefore = pack.sessionRunMs;
  const report = progressReport({ ...job, candidates: 1 }, 1, (progress) => hooks.onProgress(progress));
  report.phase('denoise', 0, 0);
  const window = head.made?.window ?? prepareWindow({ ...job, nativeSize: pack.side ?? job.nativeSize });
  const denoiseStart = hooks.now();
  const decoded = await pack.erase(canvasTensor(window, false), window.canvasHole);
  stopIfCancelled(hooks);
  report.advance();
  const stitchStart = hooks.now();
  report.phase('stitch', 0, 1);
  const generated = matchedResult(decoded, window);
  const detailStart = hooks.now();
  const unprompted: WindowJob = { ...job, prompt: '' };
  const { patch, chain } = finishPatch(generated, window, unprompted, { seed: job.seed, refined: false });
  stopIfCancelled(hooks);
  const { rect } = job.window;
  const { stitch } = window;
  const index = job.instant ? 1 : 0;
  const timings = {
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
  hooks.onCandidate({
    index,
    seed: job.seed,
    rect: { ...stitch.rect, x: rect.x + stitch.rect.x, y: rect.y + stitch.rect.y },
    patch,
    stitch: { ...stitch.mask, data: stitch.mask.data.slice() },
    chain: [{ stage: 'eraser', note: '1 step' }, { stage: 'colour-match', note: '' }, ...chain],
    timings,
  });
  return { jobId: job.id, candidates: index + 1, timings };
}
