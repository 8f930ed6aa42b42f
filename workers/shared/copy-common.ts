import { intersectRects, type Rect } from './geometry/rect.ts';

/** Samples of an area, row by row. */
export interface Placed {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly area: Rect;
}

/** Copies the pixels that two areas of one picture have in common; `channels` samples a pixel in both. */
export function copyCommon(from: Placed, to: Placed, channels: 1 | 4): void {
  const { x, y, width, height } = intersectRects(from.area, to.area);
  if (width === 0) return;
  for (let row = y; row < y + height; row++) {
    const source = ((row - from.area.y) * from.area.width + (x - from.area.x)) * channels;
    const target = ((row - to.area.y) * to.area.width + (x - to.area.x)) * channels;
    to.data.set(from.data.subarray(source, source + width * channels), target);
  }
}
