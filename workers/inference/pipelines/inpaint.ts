import { type FinePass, finePassOf } from '../../shared/fine-pass.ts';
import type { FillCandidate, FillJob, FillSummary, JobProgress, JobTimings } from '../../shared/job.ts';
import { modelCalls, stepCount, usualEta } from '../../shared/model-calls.ts';
import type { AnyPack, DiffusionPack } from '../models/pack.ts';
import type { Planes } from '../numerics/planes.ts';
import { torchNormal } from '../numerics/rng.ts';
import { planeRows } from '../numerics/tensor.ts';
import type { FloatTensor } from '../runtime/types.ts';
import { checkJob, chooseConditioning } from './check-job.ts';
import { denoise, stopIfCancelled } from './denoise.ts';
import type { Erased } from './erase.ts';
import { finishPatch, matchedResult } from './finish.ts';
import { fillFromOwnPixels, type OwnFill, ownStart, startFrom } from './own-pixels.ts';
import { canvasTensor, type PreparedWindow, prepareWindow } from './prepare.ts';
import { latentPreview, previewColours } from './preview.ts';
import { type ProgressReport, progressReport } from './progress.ts';
import { type Refined, refineInTiles } from './refine-tiles.ts';
import { type Sampling, samplingOf } from './sampling.ts';
import {
  conditioningOf,
  type EncodedWindow,
  encodeWindow,
  needsStart,
  startingLatent,
  walkOf,
} from './start.ts';
import { textsOf } from './texts.ts';

/** Least milliseconds between two previews: nobody sees more of them, and each costs as much as a step's own work. */
const PREVIEW_MS = 400;

/** Waits for the job's turn and loads a pack by its address. */
export type Acquire = (pack: string) => Promise<AnyPack>;

/** How a running job talks to whoever started it. */
export interface FillHooks {
  onProgress(progress: JobProgress): void;
  onCandidate(candidate: FillCandidate): void;
  /** Asked between steps and stages. */
  cancelled(): boolean;
  /** Milliseconds on any steady clock. */
  now(): number;
  /** Lets messages in between steps. */
  yield?(): Promise<void>;
}

/** What happened before the model was there. */
export interface Head {
  /** When the job arrived, on the clock of the hooks, and how long it waited for the model. */
  readonly startedAt: number;
  readonly loadMs: number;
  /**
   * What was made of the window's own pixels, and by an eraser, and the milliseconds it took; null where nobody wanted it.
   */
  readonly made: {
    readonly window: PreparedWindow;
    readonly own: OwnFill;
    readonly detailMs: number;
    /** What an eraser made: then the start is made of it. */
    readonly erased: Erased | null;
  } | null;
}

/** What all candidates of a job share. */
interface Shared {
  readonly pack: DiffusionPack;
  readonly job: FillJob;
  readonly hooks: FillHooks;
  readonly report: ProgressReport;
  readonly sampling: Sampling;
  readonly pass: FinePass | null;
  /** Model calls of one candidate, both passes. */
  readonly calls: number;
  readonly window: PreparedWindow;
  readonly encoded: EncodedWindow;
  readonly firstIndex: number;
  /** True where the start is an eraser's result, the same for every seed. */
  readonly erased: boolean;
  readonly hidden: FloatTensor;
  readonly before: Pick<JobTimings, 'totalMs' | 'loadMs' | 'textMs' | 'encodeMs' | 'sessionRunMs'>;
}

/**
 * Runs a job's model candidates: window to working size, pre-fill and masks, encode, then for each candidate noise
 * from `seed + k`, denoise, decode, colour match, detail and stitch. Candidates are handed over as they are done.
 *
 * @throws LacunaError `job-invalid`, `mask-empty`, `method-unsupported`, `job-cancelled`, `result-invalid`, and what
 * the pack throws
 */
export async function inpaint(
  pack: DiffusionPack,
  job: FillJob,
  hooks: FillHooks,
  head: Head = { startedAt: hooks.now(), loadMs: 0, made: null },
): Promise<FillSummary> {
  const runsBefore = pack.sessionRunMs;
  checkJob(job);
  const method = chooseConditioning(job.method, pack.unetChannels, pack.manifest.latentChannels);
  const sampling = samplingOf(job, pack.scheduler, usualEta(method));
  const pass = finePassOf(job);
  const calls = modelCalls(job, pass);
  const report = progressReport(job, calls, (progress) => hooks.onProgress(progress));

  stopIfCancelled(hooks);
  report.phase('text', 0, 0);
  const textStart = hooks.now();
  const hidden = await pack.encodeText(textsOf(pack, job));
  const textMs = hooks.now() - textStart;
  stopIfCancelled(hooks);
  report.phase('encode', 0, 0);
  const encodeStart = hooks.now();
  const window = startedWindow(job, head.made, needsStart(method, job));
  const encoded = await encodeWindow(pack, window, job, method);
  const encodeMs = hooks.now() - encodeStart;
  report.advance();

  const before = {
    totalMs: hooks.now() - head.startedAt,
    loadMs: head.loadMs,
    textMs,
    encodeMs,
    sessionRunMs: pack.sessionRunMs - runsBefore,
  };
  const erased = head.made?.erased ?? null;
  const firstIndex = (job.instant ? 1 : 0) + (erased?.candidates ?? 0);
  const shared: Shared = {
    pack,
    job,
    hooks,
    report,
    sampling,
    pass,
    calls,
    window,
    encoded,
    hidden,
    before,
    firstIndex,
    erased: erased !== null,
  };
  let denoiseMs = 0;
  let decodeMs = 0;
  let stitchMs = 0;
  let detailMs = head.made?.detailMs ?? 0;
  for (let k = 0; k < job.candidates; k++) {
    const candidate = await makeCandidate(await withOwnStart(shared, k), k);
    denoiseMs += candidate.timings.denoiseMs;
    decodeMs += candidate.timings.decodeMs;
    stitchMs += candidate.timings.stitchMs;
    detailMs += candidate.timings.detailMs;
    hooks.onCandidate(candidate);
  }
  report.phase('stitch', job.candidates - 1, calls);
  const timings: JobTimings = {
    totalMs: hooks.now() - head.startedAt,
    loadMs: head.loadMs,
    textMs,
    encodeMs,
    denoiseMs,
    decodeMs,
    stitchMs,
    detailMs,
    sessionRunMs: pack.sessionRunMs - runsBefore,
    steps: calls * job.candidates,
  };
  return { jobId: job.id, candidates: firstIndex + job.candidates, timings };
}

/** The window with the job's start in its hole, where one is needed. */
function startedWindow(job: FillJob, made: Head['made'], needed: boolean): PreparedWindow {
  if (!made) return prepareWindow(needed ? job : { ...job, start: 'original' });
  if (job.start !== 'exemplar') return made.window;
  const { window, own, erased } = made;
  return {
    ...window,
    prefilled: erased ? startFrom(planeRows(erased.generated), window) : ownStart(own, window),
  };
}

/**
 * The start of a later candidate is made from its own seed, so that it is, byte for byte, the first candidate of a job
 * with that seed.
 */
async function withOwnStart(shared: Shared, index: number): Promise<Shared> {
  const { pack, job, hooks, encoded } = shared;
  if (index === 0 || shared.erased || job.start !== 'exemplar' || !encoded.prefilled) return shared;
  stopIfCancelled(hooks);
  const own = fillFromOwnPixels({ ...job, seed: seedOf(job, index) }, shared.window);
  const window = { ...shared.window, prefilled: ownStart(own, shared.window) };
  return {
    ...shared,
    window,
    encoded: { ...encoded, prefilled: await pack.encodeImage(canvasTensor(window, false)) },
  };
}

function seedOf(job: FillJob, index: number): number {
  return (job.seed + index) % 2 ** 32;
}

/** Timings of a candidate include text and picture encoding, which all share; those of the first the load as well. */
async function makeCandidate(shared: Shared, index: number): Promise<FillCandidate> {
  const { pack, job, hooks, report, calls, pass, encoded, before } = shared;
  const startedAt = hooks.now();
  const runsBefore = pack.sessionRunMs;
  const seed = seedOf(job, index);
  const latent = await sampleLatent(shared, index, seed);
  const decodeStart = hooks.now();
  report.phase('decode', index, calls);
  const decoded = await pack.decodeLatent(latent);
  report.advance();
  const stitchStart = hooks.now();
  report.phase('stitch', index, calls);
  const coarse = matchedResult(decoded, shared.window);
  const refineStart = hooks.now();
  const { generated, window } = pass
    ? await refined(shared, pass, coarse, index)
    : { generated: coarse, window: shared.window };
  const detailStart = hooks.now();
  const { patch, chain } = finishPatch(generated, window, job, { seed, followed: pass !== null });
  stopIfCancelled(hooks);
  const { rect } = job.window;
  const { stitch } = window;
  const loadMs = index === 0 ? before.loadMs : 0;
  return {
    index: shared.firstIndex + index,
    seed,
    rect: { ...stitch.rect, x: rect.x + stitch.rect.x, y: rect.y + stitch.rect.y },
    patch,
    stitch: { ...stitch.mask, data: stitch.mask.data.slice() },
    chain: [
      ...(job.strength < 1 ? [{ stage: shared.erased ? 'eraser' : job.start, note: '' }] : []),
      { stage: encoded.method, note: `${modelCalls(job, null)} steps` },
      { stage: 'sampler', note: shared.sampling.note },
      { stage: 'colour-match', note: '' },
      ...(pass
        ? [{ stage: 'tiles', note: `${pass.tiles.length} × ${stepCount(job.steps, pass.strength)}` }]
        : []),
      ...chain,
    ],
    timings: {
      totalMs: before.totalMs - before.loadMs + loadMs + hooks.now() - startedAt,
      loadMs,
      textMs: before.textMs,
      encodeMs: before.encodeMs,
      denoiseMs: decodeStart - startedAt + detailStart - refineStart,
      decodeMs: stitchStart - decodeStart,
      stitchMs: refineStart - stitchStart,
      detailMs: hooks.now() - detailStart,
      sessionRunMs: before.sessionRunMs + pack.sessionRunMs - runsBefore,
      steps: calls,
    },
  };
}

/** The denoised latent of one candidate, [1, channels, h, w]. */
async function sampleLatent(shared: Shared, index: number, seed: number): Promise<FloatTensor> {
  const { pack, job, hooks, report, window, encoded, hidden } = shared;
  const { plan: moves, scheduler, startScale } = shared.sampling;
  const { width, height } = window.cells;
  const colours = previewColours(pack.manifest.latentToRgb, window, encoded);
  const channels = pack.manifest.latentChannels;
  const source = torchNormal(seed);
  const noise = new Float32Array(channels * width * height);
  source.fill(noise);
  const latent: FloatTensor = {
    data: startingLatent({
      ...{ encoded, job, startScale, noise, source },
      ...{ hole: window.cellHole, first: moves[0] },
    }),
    dims: [1, channels, height, width],
  };
  report.phase('denoise', index, 0);
  let shownAt = hooks.now();
  await denoise(
    {
      pack,
      plan: walkOf(encoded.method, moves, job),
      scheduler,
      conditioning: conditioningOf(encoded, window, job, moves, noise),
      hidden,
      guidance: job.guidance,
      guidanceRescale: job.guidanceRescale ?? 0,
      latent,
      noise: source,
    },
    {
      onStep(step, clean) {
        report.advance();
        const preview = clean && latentPreview(clean, window, colours, job.window.rect);
        report.phase('denoise', index, step, preview);
      },
      cancelled: () => hooks.cancelled(),
      previewDue() {
        const now = hooks.now();
        if (now - shownAt < PREVIEW_MS) return false;
        shownAt = now;
        return true;
      },
      yield: async () => hooks.yield?.(),
    },
  );
  return latent;
}

/** The second pass over a candidate, its model calls counted on from those of the first. */
function refined(shared: Shared, pass: FinePass, coarse: Planes, index: number): Promise<Refined> {
  const { pack, job, hooks, report, hidden } = shared;
  let calls = modelCalls(job, null);
  return refineInTiles(
    { pack, job, pass, coarse, hidden, seed: seedOf(job, index) },
    {
      onCall() {
        report.advance();
        report.phase('denoise', index, ++calls);
      },
      cancelled: () => hooks.cancelled(),
      yield: async () => hooks.yield?.(),
    },
  );
}
