import { copyCommon } from '../../workers/shared/copy-common.ts';
import type { Rect, Size } from '../../workers/shared/geometry/rect.ts';
import type { MaskBuffer, PixelBuffer } from '../../workers/shared/pixels.ts';
import { TILE_SIZE, type Tile } from '../../workers/shared/protocol.ts';

/** Copies a rectangle of a tiled picture. */
export function readTiles(tiles: readonly Tile[], rect: Rect): PixelBuffer {
  const data = new Uint8ClampedArray(rect.width * rect.height * 4);
  for (const { column, row, pixels } of tiles) {
    const area = { ...pixels, x: column * TILE_SIZE, y: row * TILE_SIZE };
    copyCommon({ data: pixels.data, area }, { data, area: rect }, 4);
  }
  return { width: rect.width, height: rect.height, data };
}

/** Copies a rectangle that lies inside a mask. */
export function cropMask(mask: MaskBuffer, rect: Rect): MaskBuffer {
  const data = new Uint8Array(rect.width * rect.height);
  copyCommon({ data: mask.data, area: { ...mask, x: 0, y: 0 } }, { data, area: rect }, 1);
  return { width: rect.width, height: rect.height, data };
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
