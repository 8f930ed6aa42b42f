import { grownMask } from '../../shared/distance.ts';
import { LacunaError } from '../../shared/errors.ts';
import type { Size } from '../../shared/geometry/rect.ts';
import type { ChainStage, FillJob } from '../../shared/job.ts';
import type { PixelBuffer } from '../../shared/pixels.ts';
import type { Filling } from '../exemplar/beside.ts';
import { matchGrain } from '../exemplar/grain.ts';
import { holdSmooth } from '../exemplar/hold-smooth.ts';
import type { HoledPlane } from '../exemplar/plane.ts';
import { fillWithHint } from '../exemplar/structure-hint.ts';
import { transferDetail } from '../exemplar/transfer-detail.ts';
import { matchColor } from '../numerics/color-match.ts';
import { correctMembrane } from '../numerics/membrane.ts';
import { cropTopLeft, type Planes } from '../numerics/planes.ts';
import type { FloatTensor } from '../runtime/types.ts';
import { fillFromPicture, holedPicture, patchFor } from './own-pixels.ts';
import type { PreparedWindow } from './prepare.ts';

/** Width, in model pixels, of the ring of known pixels whose colour is compared. */
const RING = 16;

/** Fewest pixels of which a constant colour proves a broken result, and the range below which it counts as constant. */
const FEWEST_PIXELS = 64;
const SMALLEST_RANGE = 1e-5;

/** Window pixels a model pixel spans from which a bare enlargement would look soft. */
const DETAIL_FROM = 1.25;

/**
 * From the decoded canvas to the window at working size: cut back to the window, checked, colour matched against the ring of known
 * pixels, known pixels put back.
 *
 * @throws LacunaError `result-invalid` when the hole holds NaN, infinities or one constant colour
 */
export function matchedResult(decoded: FloatTensor, window: PreparedWindow): Planes {
  const { working, original, hole } = window;
  const generated = checkedResult(decoded, window);
  const ring = knownRing(hole, working.width, working.height);
  matchColor(generated, original, hole, ring);
  correctMembrane(generated, original, hole, ring);
  putBackKnown(generated.data, original.data, hole);
  return generated;
}

/**
 * The same for a model whose answer is only ever looked at inside the hole: what it draws over known pixels is no measure
 * of its colours, which meet the picture's by training.
 *
 * @throws LacunaError `result-invalid`
 */
export function erasedResult(decoded: FloatTensor, window: PreparedWindow): Planes {
  const generated = checkedResult(decoded, window);
  putBackKnown(generated.data, window.original.data, window.hole);
  return generated;
}

function checkedResult(decoded: FloatTensor, { canvas, working, hole }: PreparedWindow): Planes {
  const whole: Planes = { channels: 3, ...canvas, data: decoded.data };
  const generated = cropTopLeft(whole, working.width, working.height);
  checkResult(generated, hole);
  return generated;
}

/** How a result becomes a patch. */
export interface Finish {
  readonly seed: number;
  /** True: the result is good enough to be followed everywhere, and gets texture alone. */
  readonly followed: boolean;
  /** Weight of the result as a hint in the patch distance, where it is not followed; 0.5 unless said. */
  readonly hintWeight?: number;
}

/**
 * The patch at the window's resolution, covering the stitch mask's rectangle. Where nobody asked for anything new, or a
 * model pixel spans more than one window pixel, detail comes from the picture's own pixels; a decoder's result is free
 * of grain, so the ring's is matched last.
 */
export function finishPatch(
  generated: Planes,
  window: PreparedWindow,
  job: FillJob,
  how: Finish,
): { readonly patch: PixelBuffer; readonly chain: readonly ChainStage[] } {
  const picture = holedPicture(job, window, generated);
  const chain: ChainStage[] = [];
  // A graded mask keeps the picture's structure.
  const followed = how.followed || job.method === 'soft' || job.intent === 'refine';
  const free = job.prompt === '' && !followed;
  if (job.detail !== false && (free || window.scale >= DETAIL_FROM)) {
    chain.push(addDetail(picture, free, how, window, job.window.image));
  }
  const { before, after } = matchGrain(picture, { seed: how.seed });
  if (after > before) chain.push({ stage: 'grain', note: '' });
  return { patch: patchFor(picture, window, job.window.image), chain };
}

/**
 * Where nobody asked for anything new the result hints at what goes where and the picture supplies every pixel; else
 * the result is followed and the picture supplies texture where it has some that fits.
 */
function addDetail(
  picture: HoledPlane,
  free: boolean,
  { seed, hintWeight }: Finish,
  window: PreparedWindow,
  size: Size,
): ChainStage {
  const fill: Filling = (plane, allowed) =>
    fillWithHint(plane, { seed, ...(allowed && { allowed }) }, hintWeight);
  if (free && fillFromPicture(picture, window, size, fill)) {
    holdSmooth(picture);
    return { stage: 'structure-hint', note: '' };
  }
  const { ownShare } = transferDetail(picture, { seed });
  return { stage: 'detail-transfer', note: `${Math.round(100 * ownShare)} %` };
}

function knownRing(hole: Uint8Array, width: number, height: number): Uint8Array {
  const ring = grownMask(hole, width, height, RING);
  for (let i = 0; i < ring.length; i++) if (hole[i]) ring[i] = 0;
  return ring;
}

/** Known pixels as they are in the picture, in place. */
function putBackKnown(generated: Float32Array, original: Float32Array, hole: Uint8Array): void {
  for (let plane = 0; plane < generated.length; plane += hole.length) {
    for (let i = 0; i < hole.length; i++) if (!hole[i]) generated[plane + i] = original[plane + i] as number;
  }
}

function checkResult({ data }: Planes, hole: Uint8Array): void {
  let pixels = 0;
  for (let i = 0; i < hole.length; i++) pixels += hole[i] as number;
  let widest = 0;
  for (let plane = 0; plane < data.length; plane += hole.length) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < hole.length; i++) {
      if (!hole[i]) continue;
      const value = data[plane + i] as number;
      if (!Number.isFinite(value)) {
        throw new LacunaError('result-invalid', 'the model returned numbers that are no colours', {
          kind: 'nan',
        });
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    widest = Math.max(widest, high - low);
  }
  if (pixels >= FEWEST_PIXELS && widest < SMALLEST_RANGE) {
    throw new LacunaError('result-invalid', 'the model returned one flat colour', { kind: 'flat' });
  }
}
