import { runEnd, wordsOf } from '../../../workers/shared/byte-runs.ts';
import { maskBounds } from '../../../workers/shared/geometry/mask-bounds.ts';
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

/** The value of a shared array, null where it is none. */
export function solidValueOf(data: Uint8Array, size: Size): 0 | 255 | null {
  if (data === solidValues(size, 255)) return 255;
  return data === solidValues(size, 0) ? 0 : null;
}

/** Makes a tile of finished values; null when all are 0. `data` is taken over and must not be written to again. */
export function sealTile(data: Uint8Array<ArrayBuffer>, size: Size): MaskTile | null {
  const { width, height } = size;
  if (data === solidValues(size, 0)) return null;
  const full = { data: solidValues(size, 255), bounds: { x: 0, y: 0, width, height } };
  if (data === full.data) return full;
  const bounds = maskBounds({ data, width, height });
  if (!bounds) return null;
  const isFull =
    bounds.width === width &&
    bounds.height === height &&
    runEnd(data, wordsOf(data), 255, 0, data.length) === data.length;
  return isFull ? full : { data, bounds };
}
