import { copyCommon } from '../../../workers/shared/copy-common.ts';
import { intersectRects, isEmptyRect, type Rect, rectsEqual } from '../../../workers/shared/geometry/rect.ts';
import type { MaskBuffer } from '../../../workers/shared/pixels.ts';
import { allTiles, tileRect, tilesMeeting } from '../document/tile-grid.ts';
import type { Steps } from '../work/sliced-work.ts';
import type { MaskDraft } from './mask-layer.ts';
import type { PaintMode } from './paint-line.ts';

/** Fills (or empties) a rectangle of whole pixels; parts outside the canvas are ignored. */
export function paintRect(mask: MaskDraft, rect: Rect, mode: PaintMode): void {
  for (const index of tilesMeeting(mask.grid, rect)) {
    if (mode === 'subtract' && !mask.peek(index)) continue;
    const tile = tileRect(mask.grid, index);
    const part = intersectRects(intersectRects(rect, mask.grid.frame), tile);
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
  for (const index of allTiles(mask.grid)) {
    if (!mask.peek(index)) continue;
    mask.fill(index, 0);
    mask.touched(tileRect(mask.grid, index));
  }
}

/**
 * Empties the mask where `values` are above 0.
 *
 * @param values of the area's size, row by row
 */
export function clearWhere(mask: MaskDraft, area: Rect, values: Uint8Array): void {
  for (const index of tilesMeeting(mask.grid, area)) {
    if (!mask.peek(index)) continue;
    const tile = tileRect(mask.grid, index);
    const part = intersectRects(area, tile);
    const data = mask.edit(index);
    for (let y = part.y; y < part.y + part.height; y++) {
      const to = (y - tile.y) * tile.width + part.x - tile.x;
      const from = (y - area.y) * area.width + part.x - area.x;
      for (let x = 0; x < part.width; x++) if (values[from + x] !== 0) data[to + x] = 0;
    }
    mask.touched(part);
  }
}

/** True when nothing is painted. */
export function isBlank(mask: MaskDraft): boolean {
  return allTiles(mask.grid).every((index) => mask.peek(index)?.every((value) => value === 0) ?? true);
}

/** Turns every value `v` into `255 - v`, a tile a step. */
export function* invertAll(mask: MaskDraft): Steps {
  const { frame } = mask.grid;
  for (const index of allTiles(mask.grid)) {
    const tile = tileRect(mask.grid, index);
    const part = intersectRects(frame, tile);
    if (!mask.peek(index)) paintRect(mask, tile, 'add');
    else {
      const data = mask.edit(index);
      for (let y = part.y - tile.y; y < part.y - tile.y + part.height; y++) {
        const start = y * tile.width + (part.x - tile.x);
        for (let i = start; i < start + part.width; i++) data[i] = 255 - (data[i] as number);
      }
      mask.touched(part);
    }
    mask.settle(index);
    yield;
  }
}

/**
 * Replaces the mask inside `area`, which lies inside the canvas, a tile a step; around it the mask is emptied.
 *
 * @param values of the area's size, row by row
 */
export function* replaceIn(mask: MaskDraft, area: Rect, values: Uint8Array): Steps {
  for (const index of allTiles(mask.grid)) {
    const tile = tileRect(mask.grid, index);
    const part = intersectRects(area, tile);
    if (isEmptyRect(part)) {
      if (!mask.peek(index)) continue;
      mask.fill(index, 0);
    } else {
      const data = mask.edit(index);
      data.fill(0);
      copyCommon({ data: values, area }, { data, area: tile }, 1);
    }
    mask.touched(tile);
    mask.settle(index);
    yield;
  }
}

/**
 * Replaces the whole mask, a tile a step.
 * @throws RangeError unless the mask has the canvas's size
 */
export function replaceAll(mask: MaskDraft, values: MaskBuffer): Steps {
  const { frame } = mask.grid;
  const { width, height } = frame;
  if (values.width !== width || values.height !== height) {
    throw new RangeError(`a mask of ${values.width} x ${values.height} does not fit ${width} x ${height}`);
  }
  return replaceIn(mask, frame, values.data);
}
