import type { Rect, Size } from '../../workers/shared/geometry/rect.ts';
import type { MaskBuffer, PixelBuffer } from '../../workers/shared/pixels.ts';

/** The picture moved right and down by whole pixels, what leaves at one end entering at the other. */
export function rollPixels(image: PixelBuffer, dx: number, dy: number): PixelBuffer {
  const { width, height } = image;
  const data = new Uint8ClampedArray(image.data.length);
  const across = modulo(dx, width);
  for (let y = 0; y < height; y++) {
    const from = y * width * 4;
    const to = modulo(y + dy, height) * width * 4;
    const split = (width - across) * 4;
    data.set(image.data.subarray(from, from + split), to + across * 4);
    data.set(image.data.subarray(from + split, from + width * 4), to);
  }
  return { width, height, data };
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** A fill in a rolled picture: how far it is rolled, and the hole there. */
export interface RolledFill {
  readonly dx: number;
  readonly dy: number;
  readonly hole: Rect;
}

/**
 * What makes a texture seamless: the seam between its left and right ends, the one between top and bottom, and the place
 * where they cross. Each lies in the middle of a picture rolled by half a size, with known pixels on all sides, so that
 * no fill ends at a border which it would have to meet on the other side.
 *
 * @param band pixels filled on each side of a seam, at most a sixth of the shorter side
 */
export function seamlessFills({ width, height }: Size, band: number): readonly RolledFill[] {
  const dx = Math.floor(width / 2);
  const dy = Math.floor(height / 2);
  const cross = Math.ceil(1.5 * band);
  return [
    { dx, dy: 0, hole: { x: dx - band, y: band, width: 2 * band, height: height - 2 * band } },
    { dx: 0, dy, hole: { x: band, y: dy - band, width: width - 2 * band, height: 2 * band } },
    { dx, dy, hole: { x: dx - cross, y: dy - cross, width: 2 * cross, height: 2 * cross } },
  ];
}

/**
 * The gap between the right end of a picture and its left one, on a canvas that has grown by `left` and `right` around it:
 * on a ring both are one.
 */
export function wrappedGap(picture: Size, { left, right }: { left: number; right: number }): RolledFill {
  const half = Math.floor(picture.width / 2);
  const hole = { x: picture.width - half, y: 0, width: left + right, height: picture.height };
  return { dx: -half - left, dy: 0, hole };
}

/** 255 for every pixel that one of the fills makes, where it lies in the picture as it is. */
export function unrolledMask({ width, height }: Size, fills: readonly RolledFill[]): MaskBuffer {
  const data = new Uint8Array(width * height);
  for (const { dx, dy, hole } of fills) {
    const x = modulo(hole.x - dx, width);
    const first = Math.min(hole.width, width - x);
    for (let row = hole.y; row < hole.y + hole.height; row++) {
      const at = modulo(row - dy, height) * width;
      data.fill(255, at + x, at + x + first);
      data.fill(255, at, at + hole.width - first);
    }
  }
  return { width, height, data };
}

/** The narrowest texture, and the band on each side of a seam, as a share of its shorter side: at most, and as a rule. */
const SMALLEST = 64;
const WIDEST = 1 / 6;
const USUAL = 1 / 12;

/**
 * The band to fill on each side of a texture's seams, in whole pixels; null where the texture is too small, or the band
 * that was asked for too narrow or too wide.
 */
export function seamBand({ width, height }: Size, wanted?: number): number | null {
  const short = Math.min(width, height);
  const band = wanted ?? Math.max(8, Math.round(short * USUAL));
  return short >= SMALLEST && Number.isInteger(band) && band >= 4 && band <= short * WIDEST ? band : null;
}
