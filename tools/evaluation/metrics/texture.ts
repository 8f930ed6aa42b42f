import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { brightness, type FilledPicture, LUMA } from './picture.ts';
import { band, type HoleDistances, holeDistances } from './rings.ts';

/** Deviations below this are rounding, not noise. */
const LEAST_NOISE = 0.2;

/**
 * Mean squared difference of neighbours' brightness in the hole over the truth's: below 1 is softer than the truth, above
 * it harsher.
 */
export function sharpness({ filled, truth, hole }: FilledPicture): number {
  return gradientEnergy(filled, hole) / Math.max(1e-3, gradientEnergy(truth, hole));
}

function gradientEnergy(picture: PixelBuffer, hole: Uint8Array): number {
  const { width, height } = picture;
  const grey = brightness(picture);
  let sum = 0;
  let count = 0;
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const i = y * width + x;
      if (!hole[i]) continue;
      const here = grey[i] as number;
      sum += ((grey[i + 1] as number) - here) ** 2 + ((grey[i + width] as number) - here) ** 2;
      count++;
    }
  }
  return sum / Math.max(1, count);
}

/**
 * Deviation of what a smooth picture would not have, in the hole more than 2 px from its border, over the same 3 to 24
 * px outside: residual of Immerkaer 1996 ("Fast noise variance estimation"), its median absolute deviation.
 */
export function noiseRatio(
  { filled, hole }: FilledPicture,
  distances: HoleDistances = holeDistances(hole, filled.width, filled.height),
): number {
  const inside = band(distances.inside, 2, Number.MAX_SAFE_INTEGER);
  const outside = band(distances.outside, 3, 24);
  return residualDeviation(filled, inside) / Math.max(LEAST_NOISE, residualDeviation(filled, outside));
}

function residualDeviation(picture: PixelBuffer, selected: Uint8Array): number {
  const { width, height } = picture;
  const grey = brightness(picture, LUMA);
  const values: number[] = [];
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x;
      if (!selected[i]) continue;
      const row = (k: number, side: number, middle: number) =>
        side * ((grey[k - 1] as number) + (grey[k + 1] as number)) + middle * (grey[k] as number);
      values.push((row(i - width, 1, -2) + row(i, -2, 4) + row(i + width, 1, -2)) / 6);
    }
  }
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] as number)) / 2;
}
