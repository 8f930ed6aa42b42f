import { intersectRects, type Rect } from '../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { type TileGrid, tileRect, tilesMeeting } from './tile-grid.ts';

/** Copies a rectangle inside the canvas out of its tiles. */
export function readPixels(grid: TileGrid, rect: Rect, tileAt: (index: number) => PixelBuffer): PixelBuffer {
  const data = new Uint8ClampedArray(rect.width * rect.height * 4);
  for (const index of tilesMeeting(grid, rect)) {
    const area = tileRect(grid, index);
    const tile = tileAt(index);
    const part = intersectRects(rect, area);
    for (let y = part.y; y < part.y + part.height; y++) {
      const from = ((y - area.y) * area.width + (part.x - area.x)) * 4;
      const to = ((y - rect.y) * rect.width + (part.x - rect.x)) * 4;
      data.set(tile.data.subarray(from, from + part.width * 4), to);
    }
  }
  return { width: rect.width, height: rect.height, data };
}
