import { cropBox, putBack } from './hole-box.ts';
import { type HoledPlane, makePlane } from './plane.ts';

/** Known picture to copy from that lies elsewhere than round the hole. */
export interface Beside {
  /** Same height as the picture where `at` is `left` or `right`, same width otherwise; RGB in code values, no hole. */
  readonly plane: HoledPlane;
  /** The side of the picture where it stands, which is not the hole's. */
  readonly at: 'left' | 'top' | 'right' | 'bottom';
  /** 1 = may be copied, at the size of the picture itself. */
  readonly allowed: Uint8Array;
}

/** A way of filling the hole of a plane in place; false where it could not. */
export type Filling = (picture: HoledPlane, allowed?: Uint8Array) => boolean;

/**
 * Fills a picture's hole, in place, with more known picture standing beside it: patches are taken from there and from
 * what `allowed` says of the picture itself. No patch lies across the line between the two.
 */
export function fillFromBeside(picture: HoledPlane, { plane, at, allowed }: Beside, fill: Filling): boolean {
  const level = at === 'left' || at === 'right';
  const width = level ? picture.width + plane.width : picture.width;
  const height = level ? picture.height : picture.height + plane.height;
  const own = {
    left: at === 'left' ? plane.width : 0,
    top: at === 'top' ? plane.height : 0,
    width: picture.width,
    height: picture.height,
  };
  const other = {
    left: at === 'right' ? picture.width : 0,
    top: at === 'bottom' ? picture.height : 0,
    width: plane.width,
    height: plane.height,
  };
  const wide: HoledPlane = { ...makePlane(width, height), hole: new Uint8Array(width * height) };
  putBack(picture, wide, own);
  putBack(plane, wide, other);
  const readable = new Uint8Array(width * height).fill(1);
  for (let y = 0; y < picture.height; y++) {
    const row = (own.top + y) * width + own.left;
    const from = y * picture.width;
    wide.hole.set(picture.hole.subarray(from, from + picture.width), row);
    readable.set(allowed.subarray(from, from + picture.width), row);
  }
  blockLine(readable, width, height, at, level ? plane.width : plane.height);
  if (!fill(wide, readable)) return false;
  picture.data.set(cropBox(wide, own).data);
  return true;
}

/** Pixels on both sides of the line that a patch around any of them might reach across. */
const LINE = 3;

function blockLine(
  readable: Uint8Array,
  width: number,
  height: number,
  at: Beside['at'],
  thick: number,
): void {
  const level = at === 'left' || at === 'right';
  const line = at === 'left' || at === 'top' ? thick : (level ? width : height) - thick;
  for (let y = level ? 0 : line - LINE; y < (level ? height : line + LINE); y++) {
    for (let x = level ? line - LINE : 0; x < (level ? line + LINE : width); x++) {
      if (x >= 0 && y >= 0 && x < width && y < height) readable[y * width + x] = 0;
    }
  }
}
