import { composeFill } from '../shared/compose.ts';
import { intersectRects, isEmptyRect, type Rect } from '../shared/geometry/rect.ts';
import type { FlatFill } from '../shared/protocol.ts';
import type { TileGrid } from './tile-grid.ts';

/** What flattening did to the file's own pixels where no stitch mask covers them. */
export interface FlattenCheck {
  /** Own pixels outside every stitch mask. */
  readonly otherPixels: number;
  /** How many of those differ from the source. */
  readonly otherPixelsChanged: number;
}

/**
 * Applies the fills in order to the tiles and compares every touched tile with a copy of its source.
 *
 * @param own where the file's own pixels lie: the rest of a grown canvas is nobody's, and is not counted
 */
export function flatten(grid: TileGrid, fills: readonly FlatFill[], own: Rect): FlattenCheck {
  let covered = 0;
  let otherPixelsChanged = 0;
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const area = grid.rectOf(column, row);
      const touching = fills.filter((fill) => !isEmptyRect(intersectRects(area, fill.rect)));
      if (touching.length === 0) continue;
      const { data } = grid.tile(column, row).pixels;
      const source = data.slice();
      for (const fill of touching) composeFill(data, area, fill);
      const cover = coverage(area, touching);
      const counted = intersectRects(area, own);
      for (let y = counted.y; y < counted.y + counted.height; y++) {
        const start = (y - area.y) * area.width + (counted.x - area.x);
        for (let pixel = start; pixel < start + counted.width; pixel++) {
          if (cover[pixel] === 1) covered++;
          else if (differs(source, data, pixel * 4)) otherPixelsChanged++;
        }
      }
    }
  }
  return { otherPixels: own.width * own.height - covered, otherPixelsChanged };
}

/** 1 for each pixel of `area` where some stitch mask is above zero. */
function coverage(area: Rect, fills: readonly FlatFill[]): Uint8Array {
  const cover = new Uint8Array(area.width * area.height);
  for (const { rect, stitch } of fills) {
    const common = intersectRects(area, rect);
    for (let y = common.y; y < common.y + common.height; y++) {
      for (let x = common.x; x < common.x + common.width; x++) {
        const weight = stitch.data[(y - rect.y) * rect.width + (x - rect.x)] as number;
        if (weight > 0) cover[(y - area.y) * area.width + (x - area.x)] = 1;
      }
    }
  }
  return cover;
}

function differs(a: Uint8ClampedArray, b: Uint8ClampedArray, at: number): boolean {
  return a[at] !== b[at] || a[at + 1] !== b[at + 1] || a[at + 2] !== b[at + 2] || a[at + 3] !== b[at + 3];
}
