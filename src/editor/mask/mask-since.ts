import { copyCommon } from '../../../workers/shared/copy-common.ts';
import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { MaskBuffer } from '../../../workers/shared/pixels.ts';
import { type TileGrid, tileRect, tilesMeeting } from '../document/tile-grid.ts';
import { type MaskChange, MaskLayer } from './mask-layer.ts';

/** Values over a rectangle (source coordinates) as the change from an empty mask; outside the canvas they are dropped. */
export function maskSinceEmpty(grid: TileGrid, rect: Rect, mask: MaskBuffer): MaskChange | null {
  const layer = new MaskLayer(grid, () => {});
  for (const index of tilesMeeting(grid, rect)) {
    copyCommon({ data: mask.data, area: rect }, { data: layer.edit(index), area: tileRect(grid, index) }, 1);
  }
  return layer.seal();
}
