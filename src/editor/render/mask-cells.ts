import { runEnd, wordsOf } from '../../../workers/shared/byte-runs.ts';
import type { Rect, Size } from '../../../workers/shared/geometry/rect.ts';
import { neighbourOf, tileRect } from '../document/tile-grid.ts';
import type { MaskLayer } from '../mask/mask-layer.ts';
import { solidValueOf } from '../mask/mask-tile.ts';
import type { Rim } from './contour.ts';

/** A tile of the mask in cells of `2 ** level` pixels a side; a cell holds the largest value under it. */
export interface MaskCells {
  readonly level: number;
  readonly columns: number;
  readonly rows: number;
  readonly values: Uint8Array;
}

/** Cells of a tile of this size, all 0. */
export function emptyCells({ width, height }: Size, level: number): MaskCells {
  const columns = Math.ceil(width / 2 ** level);
  const rows = Math.ceil(height / 2 ** level);
  return { level, columns, rows, values: new Uint8Array(columns * rows) };
}

/** Works out the cells that a part of the tile meets; returns their place. Thin lines never vanish. */
export function pool(cells: MaskCells, values: Uint8Array, { width, height }: Size, part: Rect): Rect {
  const { level, columns } = cells;
  const step = 2 ** level;
  const x = part.x >> level;
  const y = part.y >> level;
  const right = (part.x + part.width - 1) >> level;
  const bottom = (part.y + part.height - 1) >> level;
  const solid = solidValueOf(values, { width, height });
  for (let row = y; row <= bottom; row++) {
    cells.values.fill(solid ?? 0, row * columns + x, row * columns + right + 1);
  }
  const place = { x, y, width: right - x + 1, height: bottom - y + 1 };
  if (solid !== null) return place;
  const endX = Math.min(width, (right + 1) * step);
  const endY = Math.min(height, (bottom + 1) * step);
  const words = wordsOf(values);
  for (let py = y * step; py < endY; py++) {
    const from = py * width;
    const to = (py >> level) * columns;
    // most of a mask is 0 or 255: neither has to be gone through
    for (let px = x * step; px < endX; ) {
      const known = to + (px >> level);
      let most = cells.values[known] as number;
      if (most === 255) {
        px = ((px >> level) + 1) * step;
        continue;
      }
      if (values[from + px] === 0) {
        px = runEnd(values, words, 0, from + px, from + endX) - from;
        continue;
      }
      const end = Math.min(endX, ((px >> level) + 1) * step);
      for (; px < end && most < 255; px++) most = Math.max(most, values[from + px] as number);
      cells.values[known] = most;
    }
  }
  return place;
}

/** The cells just outside a tile, out of its four neighbours. */
export function readRim(mask: MaskLayer, index: number, { level, columns, rows }: MaskCells): Rim {
  const side = (dx: number, dy: number, length: number, place: (size: Size) => Rect): Uint8Array => {
    const neighbour = neighbourOf(mask.grid, index, dx, dy);
    const values = mask.peek(neighbour);
    if (!values) return new Uint8Array(length);
    const size = tileRect(mask.grid, neighbour);
    const cells = emptyCells(size, level);
    const at = pool(cells, values, size, place(size));
    const strip = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      const x = at.x + (at.width > 1 ? i : 0);
      const y = at.y + (at.width > 1 ? 0 : i);
      strip[i] = cells.values[y * cells.columns + x] ?? 0;
    }
    return strip;
  };
  return {
    top: side(0, -1, columns, ({ width, height }) => ({
      x: 0,
      y: height - 1,
      width,
      height: 1,
    })),
    bottom: side(0, 1, columns, ({ width }) => ({ x: 0, y: 0, width, height: 1 })),
    left: side(-1, 0, rows, ({ width, height }) => ({
      x: width - 1,
      y: 0,
      width: 1,
      height,
    })),
    right: side(1, 0, rows, ({ height }) => ({ x: 0, y: 0, width: 1, height })),
  };
}
