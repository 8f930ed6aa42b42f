import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { code } from './picture.ts';

const SIGMA = 1.5;
const RADIUS = 5;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/**
 * Structural similarity (Wang et al. 2004, "Image quality assessment"): Gaussian window of sigma 1.5 and 11 taps, mean
 * over the three colours, in 0..1 for pictures that have anything in common.
 *
 * @param selected mean over these pixels; when left out over all but the 5 at each edge, as scikit-image does
 */
export function ssim(a: PixelBuffer, b: PixelBuffer, selected?: Uint8Array): number {
  const { width, height } = a;
  let sum = 0;
  let count = 0;
  for (let c = 0; c < 3; c++) {
    const map = similarityMap(a, b, c);
    for (let i = 0; i < map.length; i++) {
      const x = i % width;
      const y = Math.floor(i / width);
      const inner = x >= RADIUS && x < width - RADIUS && y >= RADIUS && y < height - RADIUS;
      if (selected ? !selected[i] : !inner) continue;
      sum += map[i] as number;
      count++;
    }
  }
  return sum / count;
}

function similarityMap(a: PixelBuffer, b: PixelBuffer, channel: number): Float64Array {
  const { width, height } = a;
  const [one, other] = [a, b].map((picture) => {
    const values = new Float64Array(width * height);
    for (let i = 0; i < values.length; i++) values[i] = code(picture, i, channel);
    return values;
  }) as [Float64Array, Float64Array];
  const times = (left: Float64Array, right: Float64Array) => {
    const values = new Float64Array(left.length);
    for (let i = 0; i < values.length; i++) values[i] = (left[i] as number) * (right[i] as number);
    return gaussian(values, width, height);
  };
  const meanA = gaussian(one, width, height);
  const meanB = gaussian(other, width, height);
  const squareA = times(one, one);
  const squareB = times(other, other);
  const product = times(one, other);
  return meanA.map((ma, i) => {
    const mb = meanB[i] as number;
    const variances = (squareA[i] as number) - ma * ma + (squareB[i] as number) - mb * mb;
    const covariance = (product[i] as number) - ma * mb;
    return ((2 * ma * mb + C1) * (2 * covariance + C2)) / ((ma * ma + mb * mb + C1) * (variances + C2));
  });
}

/** Separable Gaussian; beyond the edge the picture is mirrored without repeating the edge. */
function gaussian(values: Float64Array, width: number, height: number): Float64Array {
  const taps = Array.from({ length: 2 * RADIUS + 1 }, (_, k) =>
    Math.exp(-((k - RADIUS) ** 2) / (2 * SIGMA * SIGMA)),
  );
  const total = taps.reduce((sum, tap) => sum + tap);
  const kernel = Float64Array.from(taps, (tap) => tap / total);
  const across = new Float64Array(values.length);
  const out = new Float64Array(values.length);
  for (let y = 0; y < height; y++) {
    blurLine(values, across, kernel, { start: y * width, step: 1, length: width });
  }
  for (let x = 0; x < width; x++) {
    blurLine(across, out, kernel, { start: x, step: width, length: height });
  }
  return out;
}

/** One row or column. */
function blurLine(
  from: Float64Array,
  to: Float64Array,
  kernel: Float64Array,
  { start, step, length }: { readonly start: number; readonly step: number; readonly length: number },
): void {
  for (let at = 0; at < length; at++) {
    let sum = 0;
    for (let k = -RADIUS; k <= RADIUS; k++) {
      const place = at + k >= 0 && at + k < length ? at + k : mirror(at + k, length);
      sum += (kernel[k + RADIUS] as number) * (from[start + place * step] as number);
    }
    to[start + at * step] = sum;
  }
}

function mirror(at: number, length: number): number {
  if (at < 0) return Math.min(-at, length - 1);
  return at < length ? at : Math.max(0, 2 * length - 2 - at);
}
