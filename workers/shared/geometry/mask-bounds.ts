import { runEnd, wordsOf } from '../byte-runs.ts';
import type { Rect, Size } from './rect.ts';

/** Smallest rectangle around all values above 0 of a mask, one byte a pixel; null when there is none. */
export function maskBounds({ data, width, height }: { readonly data: Uint8Array } & Size): Rect | null {
  // this runs over every touched tile at the end of every stroke
  const words = wordsOf(data);
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const x = runEnd(data, words, 0, row, row + width) - row;
    if (x === width) continue;
    if (x < left) left = x;
    let end = width;
    while (end > right && data[row + end - 1] === 0) end--;
    if (end > right) right = end;
    if (top === height) top = y;
    bottom = y + 1;
  }
  return right > 0 ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
