import { blendSeams } from './blend-seams.ts';
import { blurPlane } from './blur.ts';
import { copyDetail } from './copy-detail.ts';
import { type HoledPlane, makePlane, resizeMap, shrinkGuess } from './plane.ts';
import { holeSide, type Solution, solveField } from './solve.ts';

/** Long side of the hole at which the field is solved, and at which the search starts from the guide. */
const SOLVE_SIDE = 150;
const START_SIDE = 40;

/** Blur, in solved pixels, that brings picture and guide to the same sharpness before they are compared. */
const GUIDE_SIGMA = 1.5;

/** Weight of the guide's channels against the picture's own in the patch distance. */
const GUIDE_WEIGHT = 1;

/** A guide is smooth: without much of it neighbouring patches come from everywhere and look woven. */
const COHERENCE = 1.5;

/** Root mean square difference to the guide, in code values, up to which a patch is trusted, and from which it is not. */
const TRUSTED = 18;
const REFUSED = 40;

export interface TransferOptions {
  readonly seed: number;
  readonly allowed?: Uint8Array;
}

/** Share of the hole, 0 to 1, that was painted from the picture's own pixels; the rest kept the guide. */
export interface TransferReport {
  readonly ownShare: number;
}

/**
 * Gives an enlarged coarse result detail again. `picture` holds that result inside its hole: it is the guide. The
 * field of patches is searched with the guide's smoothed colours as further channels (image analogies, Hertzmann et
 * al. 2001, with PatchMatch as the search), pixels are copied at full resolution, and where nothing in the picture is
 * like the guide the guide stays.
 */
export function transferDetail(picture: HoledPlane, options: TransferOptions): TransferReport {
  const scale = Math.min(1, SOLVE_SIDE / Math.max(1, holeSide(picture)));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const solution = solveField(withGuide(shrinkGuess(picture, width, height)), {
    seed: options.seed,
    coarsest: START_SIDE,
    painted: 3,
    start: 'guess',
    coherence: COHERENCE,
    ...(options.allowed && { allowed: resizeMap(options.allowed, picture, width, height) }),
  });
  if (!solution) return { ownShare: 0 };
  const guide = picture.data.slice();
  blendSeams(picture, copyDetail(picture, solution));
  return { ownShare: keepGuideWhereStrange(picture, guide, solution) };
}

/** RGB and the smoothed RGB side by side; inside the hole both are the guide's. */
function withGuide(small: HoledPlane): HoledPlane {
  const smooth = blurPlane(small, GUIDE_SIGMA);
  const out = makePlane(small.width, small.height, 6);
  for (let i = 0; i < small.hole.length; i++) {
    for (let c = 0; c < 3; c++) {
      out.data[i * 6 + c] = small.data[i * 3 + c] as number;
      out.data[i * 6 + 3 + c] = GUIDE_WEIGHT * (smooth.data[i * 3 + c] as number);
    }
  }
  return { ...out, hole: small.hole };
}

/** Mixes the guide back in where the matched patches look unlike it; returns the mean weight of the copied pixels. */
function keepGuideWhereStrange(picture: HoledPlane, guide: Float32Array, solution: Solution): number {
  const trust = trustMap(solution);
  const { width, height } = solution.plane;
  let total = 0;
  let count = 0;
  for (let y = 0; y < picture.height; y++) {
    const row = Math.min(height - 1, Math.floor(((y + 0.5) * height) / picture.height)) * width;
    for (let x = 0; x < picture.width; x++) {
      const p = y * picture.width + x;
      if (picture.hole[p] !== 1) continue;
      const cell = row + Math.min(width - 1, Math.floor(((x + 0.5) * width) / picture.width));
      const weight = trust[cell] as number;
      total += weight;
      count++;
      for (let c = 0; c < 3; c++) {
        const own = picture.data[p * 3 + c] as number;
        picture.data[p * 3 + c] = (guide[p * 3 + c] as number) * (1 - weight) + own * weight;
      }
    }
  }
  return count === 0 ? 0 : total / count;
}

/** 1 where the match agrees with the guide, 0 where it does not, smoothed so that no border shows. */
function trustMap({ plane, domain, field }: Solution): Float32Array {
  const trust = makePlane(plane.width, plane.height, 1);
  trust.data.fill(1);
  for (const target of domain.targets) {
    const source = field.match[target] as number;
    let sum = 0;
    for (let c = 3; c < 6; c++) {
      const difference = (plane.data[target * 6 + c] as number) - (plane.data[source * 6 + c] as number);
      sum += (difference / GUIDE_WEIGHT) ** 2;
    }
    const t = Math.min(1, Math.max(0, (Math.sqrt(sum / 3) - TRUSTED) / (REFUSED - TRUSTED)));
    trust.data[target] = 1 - t * t * (3 - 2 * t);
  }
  return blurPlane(trust, 2).data;
}
