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
  const residual = highPass(picture);
  const brightness = greyOf(picture);
  const ring = ringOf(picture);
  const wanted = noiseByBin(residual, brightness, ring);
  const found = noiseByBin(residual, brightness, picture.hole);
  const random = new SearchRandom(options.seed);
  const { hole, data } = picture;
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
  const after = noiseByBin(highPass(picture), greyOf(picture), hole);
  return { ring: wanted.all, before: found.all, after: after.all };
}

function greyOf({ hole, data }: HoledPlane): Float32Array {
  return Float32Array.from(
    hole,
    (_, i) =>
      0.299 * (data[i * 3] as number) +
      0.587 * (data[i * 3 + 1] as number) +
      0.114 * (data[i * 3 + 2] as number),
  );
}

/**
 * The residual of brightness under [1 -2 1; -2 4 -2; 1 -2 1] / 6, which passes white noise with its own deviation and
 * no plane or axis-parallel line (Immerkaer 1996, "Fast noise variance estimation"). Not a number where it would reach
 * across the hole's edge or the picture's.
 */
function highPass(picture: HoledPlane): Float32Array {
  const { width, height, hole } = picture;
  const grey = greyOf(picture);
  const out = new Float32Array(grey.length).fill(Number.NaN);
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x;
      let sum = 0;
      let same = true;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const j = i + dy * width + dx;
          same &&= hole[j] === hole[i];
          sum += (dx === 0 ? 2 : -1) * (dy === 0 ? 2 : -1) * (grey[j] as number);
        }
      }
      if (same) out[i] = sum / 6;
    }
  }
  return out;
}

/** 1 for known pixels whose distance to the hole, along rows or columns (chessboard), lies in the ring. */
function ringOf({ width, height, hole }: HoledPlane): Uint8Array {
  const near = dilateSquare(hole, width, height, RING_NEAR);
  return dilateSquare(hole, width, height, RING_FAR).map((value, i) =>
    value === 1 && near[i] === 0 ? 1 : 0,
  );
}

interface Noise {
  readonly all: number;
  readonly bins: readonly number[];
}

function noiseByBin(residual: Float32Array, brightness: Float32Array, selected: Uint8Array): Noise {
  const bins: number[][] = Array.from({ length: BINS }, () => []);
  const all: number[] = [];
  for (let i = 0; i < selected.length; i++) {
    const value = Math.abs(residual[i] as number);
    if (selected[i] !== 1 || Number.isNaN(value)) continue;
    bins[binOf(brightness[i] as number)]?.push(value);
    all.push(value);
  }
  const total = deviation(all);
  return { all: total, bins: bins.map((values) => (values.length < FEWEST ? total : deviation(values))) };
}

function binOf(brightness: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor((brightness * BINS) / 256)));
}

function deviation(magnitudes: number[]): number {
  const sorted = Float32Array.from(magnitudes).sort();
  return 1.4826 * (sorted[sorted.length >> 1] ?? 0);
}

/** A standard normal number (Box and Muller 1958). */
function gaussian(random: SearchRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
