import type { Rect } from '../../../workers/shared/geometry/rect.ts';

/** Lines a pixel row is cut into: with exact ends sideways that is 4 x 255 shades at an edge. */
export const LINES_PER_ROW = 4;

/**
 * Adds the part of one scan line between `left` and `right` to the coverage of a pixel row.
 *
 * @param sums one value a pixel of `part`'s row, up to `LINES_PER_ROW` at full coverage
 */
export function addSpan(sums: Float32Array, part: Rect, left: number, right: number): void {
  const from = Math.max(0, left - part.x);
  const to = Math.min(part.width, right - part.x);
  if (to <= from) return;
  const first = Math.floor(from);
  const last = Math.min(part.width - 1, Math.floor(to));
  if (first === last) {
    sums[first] = (sums[first] as number) + to - from;
    return;
  }
  sums[first] = (sums[first] as number) + first + 1 - from;
  for (let x = first + 1; x < last; x++) sums[x] = (sums[x] as number) + 1;
  sums[last] = (sums[last] as number) + to - last;
}

/** Writes the sums of a row as coverage, 0 to 255, and sets them back to 0. */
export function writeRow(sums: Float32Array, out: Uint8Array, at: number): void {
  for (let x = 0; x < sums.length; x++) {
    out[at + x] = Math.min(255, Math.round(((sums[x] as number) * 255) / LINES_PER_ROW));
    sums[x] = 0;
  }
}

/** The height, in image coordinates, of scan line `line` of the pixel row `y`. */
export function lineHeight(y: number, line: number): number {
  return y + (line + 0.5) / LINES_PER_ROW;
}
