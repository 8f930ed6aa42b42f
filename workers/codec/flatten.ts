import { composeFill } from '../shared/compose.ts';
import { intersectRects, isEmptyRect } from '../shared/geometry/rect.ts';
import type { FlatFill } from '../shared/protocol.ts';
import type { TileGrid } from './tile-grid.ts';

/** Applies the fills in order to the tiles. */
export function flatten(grid: TileGrid, fills: readonly FlatFill[]): void {
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const area = grid.rectOf(column, row);
      const touching = fills.filter((fill) => !isEmptyRect(intersectRects(area, fill.rect)));
      if (touching.length === 0) continue;
      const { data } = grid.tile(column, row).pixels;
      for (const fill of touching) composeFill(data, area, fill);
    }
  }
}
