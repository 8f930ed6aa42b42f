import { LacunaError } from '../errors.ts';

/** Longest side of a picture: larger canvases come out blank without an error in some browsers. */
export const MAX_SIDE = 16384;
/** Most pixels of a picture. */
export const MAX_PIXELS = 100_000_000;

/** True when a picture of this size can be held and written. */
export function fitsLimits(width: number, height: number): boolean {
  return width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS;
}

/** Throws `image-too-large`, with the numbers, for a size beyond the limits. */
export function checkLimits(width: number, height: number): void {
  if (fitsLimits(width, height)) return;
  throw new LacunaError('image-too-large', `${width} x ${height} pixels`, {
    width,
    height,
    limitSide: MAX_SIDE,
    limitMegapixels: MAX_PIXELS / 1e6,
  });
}
