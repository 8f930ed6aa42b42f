import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { makeSpectrum, type Spectrum, transform } from './fft.ts';
import { brightness } from './picture.ts';

/** Shifts up to this many pixels belong to the peak: neighbours are alike in every picture. */
const PEAK = 12;
/** A shift counts where at least this share of the hole still overlaps itself. */
const LEAST_OVERLAP = 0.25;
/** Half the width of the box whose mean is taken away: light and shade are no repetition. */
const HIGH_PASS = 8;

/**
 * How much the hole repeats itself: the largest normalised autocorrelation of its brightness at any shift of more than
 * 12 px, 0 to 1; about 1 for an exact copy. Only pixels of the hole enter (masked normalised correlation, Padfield 2012,
 * eq. 7 with means of zero). Compare with the truth's: bricks repeat by themselves.
 */
export function repetition(picture: PixelBuffer, hole: Uint8Array): number {
  const { width, height } = picture;
  const grey = brightness(picture);
  const detail = highPass(grey, hole, width, height);
  const { size, ones, overlap } = outline(hole, width, height);
  // Two real pictures in one complex transform: values, and their squares as the imaginary part.
  const both = makeSpectrum(size);
  for (let i = 0; i < hole.length; i++) {
    if (!hole[i]) continue;
    const at = Math.floor(i / width) * size + (i % width);
    both.real[at] = detail[i] as number;
    both.imaginary[at] = (detail[i] as number) ** 2;
  }
  transform(both);
  const { product, energy } = correlations(both, ones);
  const needed = LEAST_OVERLAP * (overlap[0] as number);
  let most = 0;
  for (let i = 0; i < product.length; i++) {
    const x = wrapped(i % size, size);
    const y = wrapped(Math.floor(i / size), size);
    if (x * x + y * y <= PEAK * PEAK || (overlap[i] as number) < needed) continue;
    const opposite = ((size - Math.floor(i / size)) % size) * size + ((size - (i % size)) % size);
    const scale = Math.sqrt(Math.max(0, (energy[i] as number) * (energy[opposite] as number)));
    if (scale > 1e-6 * (energy[0] as number)) most = Math.max(most, (product[i] as number) / scale);
  }
  return most;
}

function wrapped(index: number, size: number): number {
  return index < size / 2 ? index : index - size;
}

interface Outline {
  readonly size: number;
  readonly ones: Spectrum;
  /** Pixels of the hole that lie on the hole again, at every shift. */
  readonly overlap: Float64Array;
}

/** The same for all fills of a hole. */
const outlines = new WeakMap<Uint8Array, Outline>();

function outline(hole: Uint8Array, width: number, height: number): Outline {
  const known = outlines.get(hole);
  if (known) return known;
  const size = 2 ** Math.ceil(Math.log2(2 * Math.max(width, height)));
  const ones = makeSpectrum(size);
  for (let i = 0; i < hole.length; i++) {
    if (hole[i]) ones.real[Math.floor(i / width) * size + (i % width)] = 1;
  }
  transform(ones);
  const overlap = makeSpectrum(size);
  for (let i = 0; i < overlap.real.length; i++) {
    overlap.real[i] = (ones.real[i] as number) ** 2 + (ones.imaginary[i] as number) ** 2;
  }
  transform(overlap, true);
  const made = { size, ones, overlap: overlap.real };
  outlines.set(hole, made);
  return made;
}

/**
 * Of the transform of `values + i squares`: the correlation of the values with themselves and of their squares with the
 * hole, at every shift. Both are real, so one transform back gives both.
 */
function correlations(
  { size, real, imaginary }: Spectrum,
  ones: Spectrum,
): { product: Float64Array; energy: Float64Array } {
  const out = makeSpectrum(size);
  for (let i = 0; i < real.length; i++) {
    const j = ((size - Math.floor(i / size)) % size) * size + ((size - (i % size)) % size);
    const [ar, ai, br, bi] = [real[i], imaginary[i], real[j], imaginary[j]] as [
      number,
      number,
      number,
      number,
    ];
    const power = ((ar + br) / 2) ** 2 + ((ai - bi) / 2) ** 2;
    // Spectrum of the squares, conjugated, times the hole's.
    const [sr, si] = [(ai + bi) / 2, (br - ar) / 2];
    const [hr, hi] = [ones.real[i] as number, ones.imaginary[i] as number];
    const [cr, ci] = [sr * hr + si * hi, sr * hi - si * hr];
    out.real[i] = power - ci;
    out.imaginary[i] = cr;
  }
  transform(out, true);
  return { product: out.real, energy: out.imaginary };
}

/** Brightness less the mean of the hole's pixels in a box around, by an integral image. */
function highPass(grey: Float64Array, hole: Uint8Array, width: number, height: number): Float64Array {
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  const counts = new Float64Array(sums.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + 1) * row + x + 1;
      const inside = hole[y * width + x] ? 1 : 0;
      for (const [total, value] of [
        [sums, inside * (grey[y * width + x] as number)],
        [counts, inside],
      ] as const) {
        total[at] =
          value + (total[at - 1] as number) + (total[at - row] as number) - (total[at - row - 1] as number);
      }
    }
  }
  return grey.map((value, i) => {
    if (!hole[i]) return 0;
    const x = i % width;
    const y = Math.floor(i / width);
    const left = Math.max(0, x - HIGH_PASS);
    const right = Math.min(width, x + HIGH_PASS + 1);
    const top = Math.max(0, y - HIGH_PASS) * row;
    const bottom = Math.min(height, y + HIGH_PASS + 1) * row;
    const box = (total: Float64Array) =>
      (total[bottom + right] as number) -
      (total[bottom + left] as number) -
      (total[top + right] as number) +
      (total[top + left] as number);
    return value - box(sums) / box(counts);
  });
}
