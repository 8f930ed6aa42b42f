import { maskBounds } from './geometry/mask-bounds.ts';
import { growRect, intersectRects } from './geometry/rect.ts';

/** Larger than any squared distance in a picture, and exact as a float. */
const FAR = 1e9;

/**
 * Squared Euclidean distance, in pixels, from each pixel to the nearest set one; 0 on set pixels, 1e9 where no pixel
 * is set (Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions", section 2).
 *
 * @param set pixels counted as set where not 0; [height, width]
 */
export function squaredDistance(set: Uint8Array, width: number, height: number): Float32Array {
  const out = new Float32Array(width * height);
  columnDistances(set, out, width);
  const lower = lowerEnvelope(width);
  for (let y = 0; y < height; y++) lower(out.subarray(y * width, (y + 1) * width));
  return out;
}

/**
 * A mask grown by a radius: 1 for every pixel within `reach` pixels (Euclidean) of a set one, and for those themselves.
 *
 * @param set pixels counted as set where not 0; [height, width]
 */
export function grownMask(
  set: Uint8Array,
  width: number,
  height: number,
  reach: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(set.length);
  const bounds = maskBounds({ data: set, width, height });
  if (!bounds) return out;
  // Nothing beyond the reach of the box can be near: a small hole in a large window is cheap.
  const box = intersectRects(growRect(bounds, Math.ceil(reach)), { x: 0, y: 0, width, height });
  const part = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * width + box.x;
    part.set(set.subarray(from, from + box.width), y * box.width);
  }
  const distance = squaredDistance(part, box.width, box.height);
  for (let y = 0, i = 0; y < box.height; y++) {
    const to = (box.y + y) * width + box.x;
    for (let x = 0; x < box.width; x++, i++) out[to + x] = (distance[i] as number) <= reach * reach ? 1 : 0;
  }
  return out;
}

/** More steps than a picture has rows: squared they are FAR. */
const FAR_STEPS = Math.ceil(Math.sqrt(FAR));

/** Squared distance along each column alone, all columns a row at a time. */
function columnDistances(set: Uint8Array, out: Float32Array, width: number): void {
  const { length } = out;
  for (let i = 0; i < width; i++) out[i] = set[i] ? 0 : FAR_STEPS;
  for (let i = width; i < length; i++) {
    out[i] = set[i] ? 0 : Math.min(FAR_STEPS, (out[i - width] as number) + 1);
  }
  for (let i = length - width - 1; i >= 0; i--) {
    const below = (out[i + width] as number) + 1;
    if (below < (out[i] as number)) out[i] = below;
  }
  for (let i = 0; i < length; i++) {
    const steps = out[i] as number;
    out[i] = Math.min(FAR, steps * steps);
  }
}

/** A function that replaces, in rows of `length`, `row[q]` by the minimum over p of `row[p] + (p - q)^2`. */
export function lowerEnvelope(length: number): (row: Float32Array) => void {
  const line = new Float64Array(length);
  const parabolas = new Int32Array(length);
  const borders = new Float64Array(length + 1);
  return (row) => envelop(row, line, parabolas, borders);
}

function envelop(row: Float32Array, line: Float64Array, parabolas: Int32Array, borders: Float64Array): void {
  const { length } = row;
  let last = -1;
  for (let q = 0; q < length; q++) {
    const height = row[q] as number;
    line[q] = height;
    if (height >= FAR) continue;
    // Within a run of zeros only its ends are ever the nearest to anything outside it.
    if (height === 0 && q > 0 && row[q - 1] === 0 && row[q + 1] === 0) continue;
    let border = Number.NEGATIVE_INFINITY;
    while (last >= 0) {
      const p = parabolas[last] as number;
      border = (height + q * q - ((line[p] as number) + p * p)) / (2 * (q - p));
      if (border > (borders[last] as number)) break;
      last--;
    }
    last++;
    parabolas[last] = q;
    borders[last] = last === 0 ? Number.NEGATIVE_INFINITY : border;
  }
  if (last < 0) return;
  borders[last + 1] = Number.POSITIVE_INFINITY;
  for (let q = 0, k = 0; q < length; q++) {
    if (line[q] === 0) continue;
    while ((borders[k + 1] as number) < q) k++;
    const p = parabolas[k] as number;
    row[q] = (q - p) * (q - p) + (line[p] as number);
  }
}
