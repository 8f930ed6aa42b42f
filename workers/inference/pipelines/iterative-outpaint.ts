import { composeFill } from '../../shared/compose.ts';
import { copyCommon } from '../../shared/copy-common.ts';
import { maskBounds } from '../../shared/geometry/mask-bounds.ts';
import type { OutpaintStep } from '../../shared/geometry/outpaint-plan.ts';
import { intersectRects, moveRect, type Rect, uniteRects } from '../../shared/geometry/rect.ts';
import type { FillCandidate, FillJob, FillSummary, JobProgress } from '../../shared/job.ts';
import type { AnyPack } from '../models/pack.ts';
import { sourcesBeside } from './beside-window.ts';
import { stopIfCancelled } from './denoise.ts';
import { fillWindow } from './fill-window.ts';
import { createGrowthPreview } from './growth-preview.ts';
import type { Growth } from './growth-steps.ts';
import type { Acquire, FillHooks } from './inpaint.ts';
import { orLeaveOut, withoutEraser } from './leave-out.ts';
import { addTimings, ownTimings } from './own-pixels.ts';
import type { WindowJob } from './prepare.ts';

/** One candidate: from the picture's own pixels alone, by the eraser, or with the model. */
interface Round {
  /** Address of the pack. */
  readonly pack: string;
  readonly method: FillJob['method'];
  readonly seed: number;
  /** Index among the model's own candidates, as progress tells it. */
  readonly candidate: number;
}

/** Apart from each other, so that no step of a candidate sees the noise of another. */
const SEED_STRIDE = 0x9e3779b1;

/**
 * Grows a picture step by step: each step is a fill of its own whose window shows the picture and what earlier steps
 * made of it. A pixel is made once: what a step blends outwards stays on the picture itself, where the job allows that,
 * and never changes an earlier step's result. Patches are copied from the picture alone, never from what was copied.
 *
 * @throws what `fillWindow` throws
 */
export async function iterativeOutpaint(
  acquire: Acquire,
  job: FillJob,
  growth: Growth,
  hooks: FillHooks,
): Promise<FillSummary> {
  const startedAt = hooks.now();
  const acquireOnce = once(acquire);
  const rounds = roundsOf(job);
  let timings = ownTimings(0, 0);
  let made = 0;
  let told = hooks;
  for (const [done, round] of rounds.entries()) {
    const onProgress = (progress: JobProgress) =>
      hooks.onProgress({ ...progress, fraction: (done + progress.fraction) / rounds.length });
    const growing = () => grow(acquireOnce, job, growth, round, made, { ...hooks, onProgress });
    const beside = round.pack !== job.pack;
    const candidate = await (beside ? orLeaveOut(round.pack, growing) : growing());
    if (!candidate) {
      told = withoutEraser(hooks);
      continue;
    }
    timings = addTimings(timings, candidate.timings);
    told.onCandidate(beside ? { ...candidate, pack: round.pack } : candidate);
    made++;
    await hooks.yield?.();
    stopIfCancelled(hooks);
  }
  timings = { ...timings, totalMs: hooks.now() - startedAt };
  return { jobId: job.id, candidates: made, timings };
}

/** Loads each pack once, however many steps ask for it. */
function once(acquire: Acquire): Acquire {
  const packs = new Map<string, Promise<AnyPack>>();
  return (address) => {
    const pack = packs.get(address) ?? acquire(address);
    packs.set(address, pack);
    return pack;
  };
}

function roundsOf(job: FillJob): Round[] {
  const alone = job.method === 'exemplar';
  const { pack, eraser, seed } = job;
  const rounds: Round[] = alone || job.instant ? [{ pack, method: 'exemplar', seed, candidate: 0 }] : [];
  if (alone) return rounds;
  if (eraser !== undefined) rounds.push({ pack: eraser, method: 'auto', seed, candidate: 0 });
  for (let k = 0; k < job.candidates; k++) {
    rounds.push({ pack, method: job.method, seed: (seed + k) % 2 ** 32, candidate: k });
  }
  return rounds;
}

/** All steps of one candidate, each on what the ones before have left. */
async function grow(
  acquire: Acquire,
  job: FillJob,
  { known, steps }: Growth,
  round: Round,
  position: number,
  hooks: FillHooks,
): Promise<FillCandidate> {
  const { rect } = job.window;
  const pixels = job.window.image.data.slice();
  const stitch = new Uint8Array(rect.width * rect.height);
  const preview = createGrowthPreview(rect);
  let timings = ownTimings(0, 0);
  let chain: FillCandidate['chain'] = [];
  const finished = (count: number): FillCandidate => {
    const done = steps.slice(0, count);
    const area = intersectRects(rect, done.map((step) => step.area).reduce(uniteRects));
    const note = count < steps.length ? `${count} / ${steps.length}` : String(count);
    return {
      index: position,
      seed: round.seed,
      ...cutOut(pixels, stitch, rect, area),
      chain: [{ stage: 'steps', note }, ...chain],
      timings,
    };
  };
  const place = {
    jobId: job.id,
    candidate: round.candidate,
    candidates: job.candidates,
  };
  for (const [index, step] of steps.entries()) {
    stopIfCancelled(hooks);
    let made: FillCandidate | null = null;
    await fillWindow(acquire, stepJob(job, known, round, step, index, pixels), {
      ...hooks,
      onCandidate(candidate) {
        // An eraser gives two: its drawing laid with the picture's own pixels, which goes on here, and the drawing.
        made ??= candidate;
      },
      onProgress: (progress) =>
        hooks.onProgress({
          ...progress,
          ...place,
          area: { index, count: steps.length },
          fraction: (index + progress.fraction) / steps.length,
          preview: progress.preview && preview.with(progress.preview),
        }),
    });
    const fill = withinStep(made as unknown as FillCandidate, step.area, known);
    composeFill(pixels, rect, fill);
    keepLarger(fill, { data: stitch, area: rect });
    preview.keep(pixels, step.area);
    timings = addTimings(timings, fill.timings);
    // The last one's stages stand for all: the first may lack what the others have.
    chain = fill.chain;
    // A copy of what is there goes along: whoever stops the next step need not lose it.
    if (index + 1 < steps.length) {
      const { steps: calls } = fill.timings;
      hooks.onProgress({
        ...place,
        ...{
          phase: 'stitch',
          step: calls,
          steps: calls,
          area: { index, count: steps.length },
          preview: null,
        },
        fraction: (index + 1) / steps.length,
        soFar: finished(index + 1),
      });
    }
    await hooks.yield?.();
  }
  return finished(steps.length);
}

/** The fill of one step as a job of its own. */
function stepJob(
  job: FillJob,
  known: Rect,
  round: Round,
  step: OutpaintStep,
  index: number,
  pixels: Uint8ClampedArray<ArrayBuffer>,
): WindowJob {
  const { eraser: _, ...withoutEraser } = job;
  const whole = job.window.rect;
  const rect = intersectRects(step.window, whole);
  const image = new Uint8ClampedArray(rect.width * rect.height * 4);
  copyCommon({ data: pixels, area: whole }, { data: image, area: rect }, 4);
  const mask = new Uint8Array(rect.width * rect.height);
  const ones = { data: new Uint8Array(step.area.width * step.area.height).fill(255), area: step.area };
  copyCommon(ones, { data: mask, area: rect }, 1);
  const beside = sourcesBeside({ data: pixels, area: whole }, known, step, rect);
  return {
    ...withoutEraser,
    pack: round.pack,
    method: round.method,
    seed: (round.seed + Math.imul(index, SEED_STRIDE)) >>> 0,
    candidates: 1,
    instant: false,
    ...(beside && { beside }),
    window: {
      rect,
      image: { width: rect.width, height: rect.height, data: image },
      mask: { width: rect.width, height: rect.height, data: mask },
    },
  };
}

/** A fill whose fade stays on the old picture: what other steps make is theirs. */
function withinStep(fill: FillCandidate, area: Rect, known: Rect): FillCandidate {
  const data = new Uint8Array(fill.stitch.data.length);
  const { rect } = fill;
  for (const allowed of [area, known]) {
    const part = intersectRects(allowed, rect);
    if (part.width === 0 || part.height === 0) continue;
    const at = moveRect(part, -rect.x, -rect.y);
    for (let y = at.y; y < at.y + at.height; y++) {
      const from = y * rect.width + at.x;
      data.set(fill.stitch.data.subarray(from, from + at.width), from);
    }
  }
  return { ...fill, stitch: { ...fill.stitch, data } };
}

/** Two steps may fade over the same pixel of the picture: the stronger one counts. */
function keepLarger(
  { rect, stitch }: FillCandidate,
  whole: { readonly data: Uint8Array; readonly area: Rect },
): void {
  const part = intersectRects(rect, whole.area);
  for (let y = part.y; y < part.y + part.height; y++) {
    let from = (y - rect.y) * rect.width + part.x - rect.x;
    let to = (y - whole.area.y) * whole.area.width + part.x - whole.area.x;
    for (let x = 0; x < part.width; x++, from++, to++) {
      whole.data[to] = Math.max(whole.data[to] as number, stitch.data[from] as number);
    }
  }
}

/**
 * The finished area as one patch. Faded pixels of the picture hold their blend already, and are kept whole.
 */
function cutOut(
  pixels: Uint8ClampedArray<ArrayBuffer>,
  stitch: Uint8Array<ArrayBuffer>,
  whole: Rect,
  area: Rect,
): Pick<FillCandidate, 'rect' | 'patch' | 'stitch'> {
  const touched = stitchBounds(stitch, whole, area);
  const patch = new Uint8ClampedArray(touched.width * touched.height * 4);
  const data = new Uint8Array(touched.width * touched.height);
  copyCommon({ data: pixels, area: whole }, { data: patch, area: touched }, 4);
  copyCommon({ data: stitch, area: whole }, { data, area: touched }, 1);
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) data[i] = 255;
  const { width, height } = touched;
  return { rect: touched, patch: { width, height, data: patch }, stitch: { width, height, data } };
}

/** `area` and the faded pixels around it. */
function stitchBounds(stitch: Uint8Array, whole: Rect, area: Rect): Rect {
  const bounds = maskBounds({ data: stitch, width: whole.width, height: whole.height });
  return bounds ? uniteRects(area, moveRect(bounds, whole.x, whole.y)) : area;
}
