import { intersectRects, type Rect } from '../shared/geometry/rect.ts';
import type { FlatFill } from '../shared/protocol.ts';
import { decodePng } from './png/decode.ts';
import type { TileGrid } from './tile-grid.ts';

/** How a written file compares with its source where no stitch mask covers it. */
export interface Comparison {
  /** The source's own pixels outside every stitch mask, as far as they are on the canvas. */
  readonly otherPixels: number;
  /** How many of those differ in any channel. */
  readonly otherPixelsChanged: number;
}

/**
 * Reads a written PNG back, row by row, and compares it with the source outside the stitch masks. `source` is a decode
 * of its own, never the tiles that were written; its rows are let go of as they are passed.
 *
 * @param fills in canvas coordinates
 * @param frame the canvas in source coordinates; the whole source by default
 * @throws LacunaError `image-damaged` where the PNG cannot be read
 */
export async function compareWritten(
  png: Uint8Array<ArrayBuffer>,
  source: TileGrid,
  fills: readonly FlatFill[],
  frame: Rect = { x: 0, y: 0, width: source.width, height: source.height },
): Promise<Comparison> {
  const own = intersectRects(frame, { x: 0, y: 0, width: source.width, height: source.height });
  const row = new Uint8Array(source.width * 4);
  const expected = new Uint32Array(row.buffer);
  const covered = new Uint8Array(frame.width);
  let otherPixels = 0;
  let otherPixelsChanged = 0;
  const writeRow = (y: number, rgba: Uint8Array) => {
    const sourceY = y + frame.y;
    if (sourceY < own.y || sourceY >= own.y + own.height) return;
    source.readRow(sourceY, row);
    source.releaseAbove(sourceY);
    markCovered(covered, fills, y);
    const written = new Uint32Array(rgba.buffer, rgba.byteOffset, frame.width);
    for (let x = own.x; x < own.x + own.width; x++) {
      if (covered[x - frame.x]) continue;
      otherPixels++;
      if (written[x - frame.x] !== expected[x]) otherPixelsChanged++;
    }
  };
  await decodePng(png, { writeRow });
  return { otherPixels, otherPixelsChanged };
}

/** Sets 1 for each pixel of a canvas row that some stitch mask covers, 0 for the others. */
function markCovered(row: Uint8Array, fills: readonly FlatFill[], y: number): void {
  row.fill(0);
  for (const { rect, stitch } of fills) {
    if (y < rect.y || y >= rect.y + rect.height) continue;
    const common = intersectRects({ x: 0, y, width: row.length, height: 1 }, rect);
    const from = (y - rect.y) * rect.width - rect.x;
    for (let x = common.x; x < common.x + common.width; x++) {
      if ((stitch.data[from + x] as number) > 0) row[x] = 1;
    }
  }
}
