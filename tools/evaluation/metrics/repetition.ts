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
  const size = 2 ** Math.ceil(Math.log2(2 * Math.max(width, height)));
  const spectrum = (value: (i: number) => number) => {
    const out = makeSpectrum(size);
    for (let i = 0; i < hole.length; i++) {
      if (hole[i]) out.real[Math.floor(i / width) * size + (i % width)] = value(i);
    }
    transform(out);
    return out;
  };
  const values = spectrum((i) => detail[i] as number);
  const squares = spectrum((i) => (detail[i] as number) ** 2);
  const ones = spectrum(() => 1);
  const product = correlate(values, values);
  const energy = correlate(squares, ones);
  const overlap = correlate(ones, ones);
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

/** Correlation of two pictures by their spectra, at every shift. */
function correlate(a: Spectrum, b: Spectrum): Float64Array {
  const out = makeSpectrum(a.size);
  for (let i = 0; i < out.real.length; i++) {
    const [ar, ai, br, bi] = [a.real[i], a.imaginary[i], b.real[i], b.imaginary[i]] as [
      number,
      number,
      number,
      number,
    ];
    out.real[i] = ar * br + ai * bi;
    out.imaginary[i] = ar * bi - ai * br;
  }
  transform(out, true);
  return out.real;
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
