import type { Planes } from '../../../workers/inference/numerics/planes.ts';
import { type Random, seededRandom } from '../masks/random.ts';
import type { FilledPicture } from './picture.ts';
import { laplacianPyramid } from './pyramid.ts';

const LEVELS = 4;
const PATCH = 7;
const MOST_PATCHES = 1024;
const FEWEST_PATCHES = 16;
const PROJECTIONS = 128;
/** Deviation, in code values, that a flat truth is taken to have. */
const LEAST_DEVIATION = 2;

/**
 * Sliced Wasserstein distance between fill and truth on Laplacian pyramids, times 1000, mean of four levels (Karras et al.
 * 2018, arXiv:1710.10196, section 5): 7 x 7 patches around pixels of the hole, projected on 128 directions. Not whether
 * each pixel is right: whether the hole holds the same kinds of things at every scale. Unlike there, both sides are
 * normalised by the truth's mean and deviation, so that a fill that is too flat or of another colour is not forgiven.
 */
export function patchDistance({ filled, truth, hole }: FilledPicture, seed = 1): number {
  const random = seededRandom(seed);
  const found = laplacianPyramid(filled, LEVELS);
  const wanted = laplacianPyramid(truth, LEVELS);
  const distances: number[] = [];
  for (const [level, there] of wanted.entries()) {
    const centres = chooseCentres(random, hole, truth.width, there, 2 ** level);
    if (centres.length < FEWEST_PATCHES) continue;
    const a = patches(found[level] as Planes, centres);
    const b = patches(there, centres);
    normalise(a, b);
    distances.push(1000 * slicedWasserstein(a, b, 3 * PATCH * PATCH, random));
  }
  return distances.reduce((sum, value) => sum + value, 0) / Math.max(1, distances.length);
}

/**
 * Mean distance between two sets of as many points, over random directions: sort both sets' projections, take the mean
 * difference (Rabin et al. 2011).
 *
 * @param a points one after another, `dimensions` numbers each
 */
export function slicedWasserstein(
  a: Float32Array,
  b: Float32Array,
  dimensions: number,
  random: Random,
): number {
  let sum = 0;
  for (let p = 0; p < PROJECTIONS; p++) {
    const direction = Float64Array.from({ length: dimensions }, () => random.normal(0, 1));
    const length = Math.hypot(...direction);
    const [one, other] = [a, b].map((points) => project(points, direction, length).sort()) as [
      Float32Array,
      Float32Array,
    ];
    let difference = 0;
    for (let i = 0; i < one.length; i++) difference += Math.abs((one[i] as number) - (other[i] as number));
    sum += difference / one.length;
  }
  return sum / PROJECTIONS;
}

function project(points: Float32Array, direction: Float64Array, length: number): Float32Array {
  const out = new Float32Array(points.length / direction.length);
  for (let i = 0, at = 0; i < out.length; i++) {
    let sum = 0;
    for (let k = 0; k < direction.length; k++, at++) sum += (points[at] as number) * (direction[k] as number);
    out[i] = sum / length;
  }
  return out;
}

/** Pixels of a level that lie in the hole and far enough from the picture's edge: all, or so many at random. */
function chooseCentres(
  random: Random,
  hole: Uint8Array,
  width: number,
  level: Planes,
  scale: number,
): number[] {
  const half = PATCH >> 1;
  const all: number[] = [];
  for (let y = half; y < level.height - half; y++) {
    for (let x = half; x < level.width - half; x++) {
      if (hole[y * scale * width + x * scale]) all.push(y * level.width + x);
    }
  }
  for (let i = 0; i < Math.min(MOST_PATCHES, all.length); i++) {
    const j = random.integer(i, all.length);
    [all[i], all[j]] = [all[j] as number, all[i] as number];
  }
  return all.slice(0, MOST_PATCHES);
}

/** Patches around `centres`: [count, 3, 7, 7]. */
function patches({ width, height, data }: Planes, centres: readonly number[]): Float32Array {
  const half = PATCH >> 1;
  const out = new Float32Array(centres.length * 3 * PATCH * PATCH);
  let target = 0;
  for (const centre of centres) {
    for (let c = 0; c < 3; c++) {
      for (let y = -half; y <= half; y++) {
        const from = c * width * height + centre + y * width - half;
        out.set(data.subarray(from, from + PATCH), target);
        target += PATCH;
      }
    }
  }
  return out;
}

/** Both sets in units of the second one's deviation about its mean, colour by colour. */
function normalise(found: Float32Array, wanted: Float32Array): void {
  const area = PATCH * PATCH;
  for (let c = 0; c < 3; c++) {
    const belongs = (i: number) => Math.floor(i / area) % 3 === c;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < wanted.length; i++) {
      if (!belongs(i)) continue;
      sum += wanted[i] as number;
      squares += (wanted[i] as number) ** 2;
    }
    const mean = sum / (wanted.length / 3);
    const deviation = Math.max(
      LEAST_DEVIATION,
      Math.sqrt(Math.max(0, squares / (wanted.length / 3) - mean * mean)),
    );
    for (const set of [found, wanted]) {
      for (let i = 0; i < set.length; i++) if (belongs(i)) set[i] = ((set[i] as number) - mean) / deviation;
    }
  }
}
