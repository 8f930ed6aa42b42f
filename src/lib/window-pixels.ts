import { intersectRects, isEmptyRect, type Rect, type Size } from '../../workers/shared/geometry/rect.ts';
import type { MaskBuffer, PixelBuffer } from '../../workers/shared/pixels.ts';
import { TILE_SIZE, type Tile } from '../../workers/shared/protocol.ts';

/** Copies a rectangle of a tiled picture. */
export function readTiles(tiles: readonly Tile[], rect: Rect): PixelBuffer {
  const data = new Uint8ClampedArray(rect.width * rect.height * 4);
  for (const tile of tiles) {
    const { width, height } = tile.pixels;
    const place = { x: tile.column * TILE_SIZE, y: tile.row * TILE_SIZE, width, height };
    const common = intersectRects(place, rect);
    if (isEmptyRect(common)) continue;
    for (let y = common.y; y < common.y + common.height; y++) {
      const from = ((y - place.y) * width + (common.x - place.x)) * 4;
      const to = ((y - rect.y) * rect.width + (common.x - rect.x)) * 4;
      data.set(tile.pixels.data.subarray(from, from + common.width * 4), to);
    }
  }
  return { width: rect.width, height: rect.height, data };
}

/** Copies a rectangle that lies inside a mask. */
export function cropMask(mask: MaskBuffer, rect: Rect): MaskBuffer {
  const data = new Uint8Array(rect.width * rect.height);
  for (let y = 0; y < rect.height; y++) {
    const from = (y + rect.y) * mask.width + rect.x;
    data.set(mask.data.subarray(from, from + rect.width), y * rect.width);
  }
  return { width: rect.width, height: rect.height, data };
}

/** The smallest rectangle around all mask values above 0; null for an empty mask. */
export function maskBounds(mask: MaskBuffer): Rect | null {
  let left = mask.width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < mask.height; y++) {
    const row = mask.data.subarray(y * mask.width, (y + 1) * mask.width);
    const first = row.findIndex((value) => value > 0);
    if (first < 0) continue;
    if (top < 0) top = y;
    bottom = y;
    left = Math.min(left, first);
    right = Math.max(
      right,
      row.findLastIndex((value) => value > 0),
    );
  }
  return bottom < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** A mask over all of a canvas but `kept`, a rectangle inside it. */
export function growthMask({ width, height }: Size, kept: Rect): MaskBuffer {
  const data = new Uint8Array(width * height).fill(255);
  for (let y = kept.y; y < kept.y + kept.height; y++) {
    data.fill(0, y * width + kept.x, y * width + kept.x + kept.width);
  }
  return { width, height, data };
}

/**
 * Takes every pixel that has a colour out of a mask, in place: what is left is the area that a canvas has gained.
 * False when nothing is left.
 */
export function keepColoured(image: PixelBuffer, mask: MaskBuffer): boolean {
  let left = false;
  for (let i = 0; i < mask.data.length; i++) {
    if (mask.data[i] === 0) continue;
    if (image.data[i * 4 + 3] === 0) left = true;
    else mask.data[i] = 0;
  }
  return left;
}
