import type { Rect, Size } from '../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../workers/shared/pixels.ts';

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

/** The gap of a picture that has grown to the right, between its right end and its left one. */
export function wrappedGap(picture: Size, right: number): RolledFill {
  const half = Math.floor(picture.width / 2);
  return { dx: -half, dy: 0, hole: { x: picture.width - half, y: 0, width: right, height: picture.height } };
}
