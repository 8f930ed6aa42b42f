import { intersectRects, isEmptyRect, type Rect } from '../../../workers/shared/geometry/rect.ts';
import { allTiles, tileRect, tilesMeeting } from '../document/tile-grid.ts';
import type { MaskMode } from '../tools/options.ts';
import type { Steps } from '../work/sliced-work.ts';
import type { MaskDraft } from './mask-layer.ts';

/** An area of the picture with soft edges, worked out piece by piece; in source coordinates. */
export interface Region {
  readonly bounds: Rect;
  /** Writes how much of each pixel of `part`, which lies inside `bounds`, is covered, 0 to 255, row by row; `out` is all 0. */
  cover(part: Rect, out: Uint8Array): void;
}

/** Combines a region with the mask, a tile a step. */
export function* applyRegion(mask: MaskDraft, region: Region, mode: MaskMode): Steps {
  const { grid } = mask;
  const bounds = intersectRects(region.bounds, grid.frame);
  for (const index of mode === 'intersect' ? allTiles(grid) : tilesMeeting(grid, bounds)) {
    if (mode !== 'add' && !mask.peek(index)) continue;
    const tile = tileRect(grid, index);
    const part = intersectRects(bounds, tile);
    if (isEmptyRect(part)) {
      mask.fill(index, 0);
      mask.touched(tile);
    } else {
      const covered = new Uint8Array(part.width * part.height);
      region.cover(part, covered);
      if (mode !== 'intersect' && !covered.some((value) => value > 0)) {
        yield;
        continue;
      }
      if (mode === 'intersect') clearAround(mask.edit(index), tile, part);
      combine(mask.edit(index), tile, part, covered, mode);
      mask.touched(mode === 'intersect' ? tile : part);
    }
    mask.settle(index);
    yield;
  }
}

function combine(data: Uint8Array, tile: Rect, part: Rect, covered: Uint8Array, mode: MaskMode): void {
  for (let y = 0, from = 0; y < part.height; y++) {
    let to = (part.y - tile.y + y) * tile.width + (part.x - tile.x);
    for (let x = 0; x < part.width; x++, from++, to++) {
      const value = covered[from] as number;
      const old = data[to] as number;
      if (mode === 'add') {
        if (value > old) data[to] = value;
      } else {
        const most = mode === 'subtract' ? 255 - value : value;
        if (most < old) data[to] = most;
      }
    }
  }
}

/** Empties what of a tile lies outside `part`. */
function clearAround(data: Uint8Array, tile: Rect, part: Rect): void {
  const top = part.y - tile.y;
  const left = part.x - tile.x;
  data.fill(0, 0, top * tile.width);
  data.fill(0, (top + part.height) * tile.width);
  for (let y = top; y < top + part.height; y++) {
    data.fill(0, y * tile.width, y * tile.width + left);
    data.fill(0, y * tile.width + left + part.width, (y + 1) * tile.width);
  }
}
