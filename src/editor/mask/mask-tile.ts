import type { Rect, Size } from '../../../workers/shared/geometry/rect.ts';

/** An immutable tile of the mask that holds at least one value above 0. */
export interface MaskTile {
  /** 0 (keep) to 255 (fill), row by row. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** Smallest rectangle around the values above 0, relative to the tile. */
  readonly bounds: Rect;
}

/** Whole tiles of 0 and of 255 are common (inverted masks, big rectangles) and are shared, by size and value. */
const solids = new Map<string, Uint8Array<ArrayBuffer>>();

/** The one shared array of a tile of this size that has the same value everywhere; not to be written to. */
export function solidValues({ width, height }: Size, value: 0 | 255): Uint8Array<ArrayBuffer> {
  const key = `${width}x${height}/${value}`;
  let data = solids.get(key);
  if (!data) {
    data = new Uint8Array(width * height).fill(value);
    solids.set(key, data);
  }
  return data;
}

/** Makes a tile of finished values; null when all are 0. `data` is taken over and must not be written to again. */
export function sealTile(data: Uint8Array<ArrayBuffer>, size: Size): MaskTile | null {
  const { width, height } = size;
  if (data === solidValues(size, 0)) return null;
  const full = { data: solidValues(size, 255), bounds: { x: 0, y: 0, width, height } };
  if (data === full.data) return full;
  const bounds = boundsOf(data, size);
  if (!bounds) return null;
  const isFull = bounds.width === width && bounds.height === height && isAll(data, 255);
  return isFull ? full : { data, bounds };
}

// plain loops: this runs over every touched tile at the end of every stroke
function boundsOf(data: Uint8Array, { width, height }: Size): Rect | null {
  let left = width;
  let right = 0;
  let top = height;
  let bottom = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let x = 0;
    while (x < width && data[row + x] === 0) x++;
    if (x === width) continue;
    if (x < left) left = x;
    let end = width;
    while (data[row + end - 1] === 0) end--;
    if (end > right) right = end;
    if (top === height) top = y;
    bottom = y + 1;
  }
  return right > 0 ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

function isAll(data: Uint8Array, value: number): boolean {
  for (let i = 0; i < data.length; i++) if (data[i] !== value) return false;
  return true;
}
