import { intersectRects, isEmptyRect, type Rect, type Size } from '../../../workers/shared/geometry/rect.ts';
import { TILE_SIZE } from '../../../workers/shared/protocol.ts';

/** How a picture is cut into tiles of `TILE_SIZE`; tiles at the right and bottom edge are smaller. */
export interface TileGrid extends Size {
  readonly columns: number;
  readonly rows: number;
}

/** The grid of a picture of `width` x `height` pixels, both at least 1. */
export function tileGrid(width: number, height: number): TileGrid {
  return { width, height, columns: Math.ceil(width / TILE_SIZE), rows: Math.ceil(height / TILE_SIZE) };
}

/** Place in the picture of the tile with this index (row by row). */
export function tileRect(grid: TileGrid, index: number): Rect {
  const x = (index % grid.columns) * TILE_SIZE;
  const y = Math.floor(index / grid.columns) * TILE_SIZE;
  return { x, y, width: Math.min(TILE_SIZE, grid.width - x), height: Math.min(TILE_SIZE, grid.height - y) };
}

/** Number of tiles. */
export function tileCount(grid: TileGrid): number {
  return grid.columns * grid.rows;
}

/** The whole picture as a rectangle. */
export function gridRect(grid: TileGrid): Rect {
  return { x: 0, y: 0, width: grid.width, height: grid.height };
}

/** Indices of all tiles that share a pixel with `rect`, row by row; parts outside the picture are ignored. */
export function tilesMeeting(grid: TileGrid, rect: Rect): readonly number[] {
  const inside = intersectRects(rect, gridRect(grid));
  if (isEmptyRect(inside)) return [];
  const indices: number[] = [];
  const lastRow = Math.floor((inside.y + inside.height - 1) / TILE_SIZE);
  const lastColumn = Math.floor((inside.x + inside.width - 1) / TILE_SIZE);
  for (let row = Math.floor(inside.y / TILE_SIZE); row <= lastRow; row++) {
    for (let column = Math.floor(inside.x / TILE_SIZE); column <= lastColumn; column++) {
      indices.push(row * grid.columns + column);
    }
  }
  return indices;
}
