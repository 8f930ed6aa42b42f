import { intersectRects, isEmptyRect, type Rect } from '../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { FlatFill } from '../../../workers/shared/protocol.ts';
import { allTiles, gridRect, type TileGrid, tileRect } from './tile-grid.ts';

/** What differs between the opened file and what is on show, over the file's own pixels inside the canvas. */
export interface ChangeCount {
  readonly changed: number;
  /** Pixels outside all stitch masks, and how many of them differ: must be 0. */
  readonly others: number;
  readonly othersChanged: number;
}

export interface ChangeSource {
  readonly grid: TileGrid;
  /** Visible fills and the candidate on show, in source coordinates. */
  readonly fills: readonly FlatFill[];
  before(index: number): PixelBuffer;
  after(index: number): PixelBuffer;
}

/**
 * Compares pixel by pixel, a tile at a time: every tile is a place to pause. A tile that no fill touches is the same
 * object on both sides, and nothing can differ in it.
 */
export function* countChanges({ grid, fills, before, after }: ChangeSource): Generator<void, ChangeCount> {
  const own = intersectRects(gridRect(grid), grid.frame);
  let changed = 0;
  let others = 0;
  let othersChanged = 0;
  for (const index of allTiles(grid)) {
    const tile = tileRect(grid, index);
    const area = intersectRects(tile, own);
    if (isEmptyRect(area)) continue;
    const covered = coverage(area, fills);
    const [old, now] = [before(index), after(index)];
    if (old === now && !covered) {
      others += area.width * area.height;
      continue;
    }
    const [oldWords, nowWords] = [words(old), words(now)];
    for (let y = 0; y < area.height; y++) {
      const row = (area.y - tile.y + y) * tile.width + (area.x - tile.x);
      for (let x = 0; x < area.width; x++) {
        const differs = oldWords[row + x] !== nowWords[row + x];
        if (differs) changed++;
        if (covered?.[y * area.width + x]) continue;
        others++;
        if (differs) othersChanged++;
      }
    }
    yield;
  }
  return { changed, others, othersChanged };
}

/** 1 where some stitch mask is above 0; null where none reaches the area. */
function coverage(area: Rect, fills: readonly FlatFill[]): Uint8Array | null {
  let covered: Uint8Array | null = null;
  for (const { rect, stitch } of fills) {
    const common = intersectRects(area, rect);
    if (isEmptyRect(common)) continue;
    covered ??= new Uint8Array(area.width * area.height);
    for (let y = common.y; y < common.y + common.height; y++) {
      const from = (y - rect.y) * rect.width - rect.x;
      const to = (y - area.y) * area.width - area.x;
      for (let x = common.x; x < common.x + common.width; x++) {
        if (stitch.data[from + x]) covered[to + x] = 1;
      }
    }
  }
  return covered;
}

/** The pixels as 32-bit words; copied where the bytes do not lie on a word's border. */
function words({ data, width, height }: PixelBuffer): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : new Uint8ClampedArray(data);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, width * height);
}
