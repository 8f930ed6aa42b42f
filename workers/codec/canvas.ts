import { intersectRects, type Rect, rectsEqual } from '../shared/geometry/rect.ts';
import { TileGrid } from './tile-grid.ts';

/**
 * Lays a decoded file on its canvas. The source itself where the canvas is the file; else a copy at its offset,
 * transparent around it, that takes the source's pixels along: `source` is empty afterwards.
 *
 * @param frame the canvas in source coordinates
 */
export function canvasOf(source: TileGrid, frame?: Rect): TileGrid {
  const file = { x: 0, y: 0, width: source.width, height: source.height };
  if (!frame || rectsEqual(frame, file)) return source;
  const grid = new TileGrid(frame.width, frame.height);
  const common = intersectRects(frame, file);
  const from = new Uint8Array(source.width * 4);
  const to = new Uint8Array(frame.width * 4);
  for (let y = 0; y < source.height; y++) {
    source.readRow(y, from);
    source.releaseAbove(y);
    if (y < common.y || y >= common.y + common.height) continue;
    to.set(from.subarray(common.x * 4, (common.x + common.width) * 4), (common.x - frame.x) * 4);
    grid.writeRow(y - frame.y, to);
  }
  return grid;
}
