import { intersectRects, type Rect, rectsEqual } from '../../../workers/shared/geometry/rect.ts';
import type { MaskBuffer } from '../../../workers/shared/pixels.ts';
import { gridRect, tileCount, tileRect, tilesMeeting } from '../document/tile-grid.ts';
import type { MaskDraft } from './mask-layer.ts';
import type { PaintMode } from './paint-line.ts';

/** Fills (or empties) a rectangle of whole pixels; parts outside the picture are ignored. */
export function paintRect(mask: MaskDraft, rect: Rect, mode: PaintMode): void {
  for (const index of tilesMeeting(mask.grid, rect)) {
    if (mode === 'subtract' && !mask.peek(index)) continue;
    const tile = tileRect(mask.grid, index);
    const part = intersectRects(rect, tile);
    if (rectsEqual(part, tile)) {
      mask.fill(index, mode === 'add' ? 255 : 0);
      mask.touched(part);
      continue;
    }
    const data = mask.edit(index);
    for (let y = part.y - tile.y; y < part.y - tile.y + part.height; y++) {
      const start = y * tile.width + (part.x - tile.x);
      data.fill(mode === 'add' ? 255 : 0, start, start + part.width);
    }
    mask.touched(part);
  }
}

/** Empties the whole mask. */
export function clearAll(mask: MaskDraft): void {
  for (let index = 0; index < tileCount(mask.grid); index++) {
    if (!mask.peek(index)) continue;
    mask.fill(index, 0);
    mask.touched(tileRect(mask.grid, index));
  }
}

/** Turns every value `v` into `255 - v`. */
export function invertAll(mask: MaskDraft): void {
  for (let index = 0; index < tileCount(mask.grid); index++) {
    if (!mask.peek(index)) {
      mask.fill(index, 255);
      continue;
    }
    const data = mask.edit(index);
    for (let i = 0; i < data.length; i++) data[i] = 255 - (data[i] as number);
  }
  mask.touched(gridRect(mask.grid));
}

/**
 * Replaces the whole mask.
 * @throws RangeError unless the mask has the picture's size
 */
export function replaceAll(mask: MaskDraft, values: MaskBuffer): void {
  const { width, height } = mask.grid;
  if (values.width !== width || values.height !== height) {
    throw new RangeError(`a mask of ${values.width} x ${values.height} does not fit ${width} x ${height}`);
  }
  for (let index = 0; index < tileCount(mask.grid); index++) {
    const tile = tileRect(mask.grid, index);
    const data = mask.edit(index);
    for (let y = 0; y < tile.height; y++) {
      const from = (tile.y + y) * width + tile.x;
      data.set(values.data.subarray(from, from + tile.width), y * tile.width);
    }
  }
  mask.touched(gridRect(mask.grid));
}
