import { cropBox, holeBox, putBack } from './hole-box.ts';
import type { HoledPlane } from './plane.ts';
import { SearchRandom } from './random.ts';
import { dilateSquare } from './sources.ts';

/** Brightness bins: grain depends on light (shot noise, tone curves). */
const BINS = 4;
/** Fewest samples that say something about a bin; poorer bins take the figure of all. */
const FEWEST = 64;
/** The ring reaches this far from the hole, in pixels, leaving out the nearest two, which see the hole's own edge. */
const RING_NEAR = 2;
const RING_FAR = 24;
/** Below this share of the ring's noise the hole is too clean; above it nothing is added. */
const CLEAN = 0.9;
/** Magnitudes are counted in steps of 1/256 code value up to 256 of them, to find their median without sorting. */
const LEVELS_PER_CODE = 256;
const LEVELS = 65_536;

export interface GrainOptions {
  readonly seed: number;
}

/** Residual noise of the ring and of the hole before and after, as standard deviations in code values. */
export interface GrainReport {
  readonly ring: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Gives the hole, in place, the noise of the known pixels around it where it is cleaner: the residual of both (a
 * high-pass that lines and gradients do not pass, its deviation taken robustly as 1.4826 times the median of absolute
 * values, by four bins of brightness) is compared, and seeded Gaussian noise of the missing variance is added, the same
 * on all channels. It never softens: where the hole is noisier it stays as it is. Known pixels stay.
 */
export function matchGrain(picture: HoledPlane, options: GrainOptions): GrainReport {
  const box = holeBox(picture, RING_FAR + 1);
  if (!box) return { ring: 0, before: 0, after: 0 };
  const near = cropBox(picture, box);
  const brightness = greyOf(near);
  const residual = highPass(near, brightness);
  const wanted = noiseByBin(residual, brightness, ringOf(near));
  const found = noiseByBin(residual, brightness, near.hole);
  if (wanted.bins.every((goal, bin) => (found.bins[bin] as number) >= CLEAN * goal)) {
    return { ring: wanted.all, before: found.all, after: found.all };
  }
  const random = new SearchRandom(options.seed);
  const { hole, data } = near;
  for (let i = 0; i < hole.length; i++) {
    if (hole[i] !== 1) continue;
    const bin = binOf(brightness[i] as number);
    const [goal, own] = [wanted.bins[bin] as number, found.bins[bin] as number];
    const noise = gaussian(random);
    if (own >= CLEAN * goal) continue;
    const add = noise * Math.sqrt(goal * goal - own * own);
    for (let c = 0; c < 3; c++) {
      data[i * 3 + c] = Math.min(255, Math.max(0, (data[i * 3 + c] as number) + add));
    }
  }
  putBack(near, picture, box);
  const grey = greyOf(near);
  const after = noiseByBin(highPass(near, grey), grey, hole);
  return { ring: wanted.all, before: found.all, after: after.all };
}

function greyOf({ hole, data }: HoledPlane): Float32Array {
  const grey = new Float32Array(hole.length);
  for (let i = 0; i < grey.length; i++) {
    grey[i] =
      0.299 * (data[i * 3] as number) +
      0.587 * (data[i * 3 + 1] as number) +
      0.114 * (data[i * 3 + 2] as number);
  }
  return grey;
}

/**
 * The residual of brightness under [1 -2 1; -2 4 -2; 1 -2 1] / 6, which passes white noise with its own deviation and
 * no plane or axis-parallel line (Immerkaer 1996, "Fast noise variance estimation"). Not a number where it would reach
 * across the hole's edge or the picture's.
 */
function highPass({ width, height, hole }: HoledPlane, grey: Float32Array): Float32Array {
  const out = new Float32Array(grey.length).fill(Number.NaN);
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x;
      let sum = 0;
      let holes = 0;
      for (let dy = -1; dy <= 1; dy++) {
        const j = i + dy * width;
        const line = 2 * (grey[j] as number) - (grey[j - 1] as number) - (grey[j + 1] as number);
        sum += dy === 0 ? 2 * line : -line;
        holes += (hole[j - 1] as number) + (hole[j] as number) + (hole[j + 1] as number);
      }
      if (holes === 0 || holes === 9) out[i] = sum / 6;
    }
  }
  return out;
}

/** 1 for known pixels whose distance to the hole, along rows or columns (chessboard), lies in the ring. */
function ringOf({ width, height, hole }: HoledPlane): Uint8Array {
  const near = dilateSquare(hole, width, height, RING_NEAR);
  const ring = dilateSquare(hole, width, height, RING_FAR);
  for (let i = 0; i < ring.length; i++) if (near[i] === 1) ring[i] = 0;
  return ring;
}

interface Noise {
  readonly all: number;
  readonly bins: readonly number[];
}

function noiseByBin(residual: Float32Array, brightness: Float32Array, selected: Uint8Array): Noise {
  const all = new Uint32Array(LEVELS);
  const samples = new Uint32Array(BINS);
  const bins = Array.from({ length: BINS }, () => new Uint32Array(LEVELS));
  for (let i = 0; i < selected.length; i++) {
    const value = Math.abs(residual[i] as number);
    if (selected[i] !== 1 || Number.isNaN(value)) continue;
    const level = Math.min(LEVELS - 1, Math.floor(value * LEVELS_PER_CODE));
    const bin = binOf(brightness[i] as number);
    const counts = bins[bin] as Uint32Array;
    counts[level] = (counts[level] as number) + 1;
    samples[bin] = (samples[bin] as number) + 1;
    all[level] = (all[level] as number) + 1;
  }
  const total = deviation(
    all,
    samples.reduce((sum, count) => sum + count, 0),
  );
  return {
    all: total,
    bins: bins.map((counts, bin) => {
      const count = samples[bin] as number;
      return count < FEWEST ? total : deviation(counts, count);
    }),
  };
}

function binOf(brightness: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor((brightness * BINS) / 256)));
}

/** 1.4826 times the median of the counted magnitudes, of which there are so many. */
function deviation(counts: Uint32Array, samples: number): number {
  if (samples === 0) return 0;
  let below = 0;
  let level = 0;
  while (level < counts.length && below + (counts[level] as number) <= samples >> 1) {
    below += counts[level] as number;
    level++;
  }
  return (1.4826 * level) / LEVELS_PER_CODE;
}

/** A standard normal number (Box and Muller 1958). */
function gaussian(random: SearchRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
