import { copyCommon } from '../../../workers/shared/copy-common.ts';
import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { type TileGrid, tileRect, tilesMeeting } from './tile-grid.ts';

/** Copies a rectangle inside the canvas out of its tiles. */
export function readPixels(grid: TileGrid, rect: Rect, tileAt: (index: number) => PixelBuffer): PixelBuffer {
  const data = new Uint8ClampedArray(rect.width * rect.height * 4);
  for (const index of tilesMeeting(grid, rect)) {
    copyCommon({ data: tileAt(index).data, area: tileRect(grid, index) }, { data, area: rect }, 4);
  }
  return { width: rect.width, height: rect.height, data };
}
