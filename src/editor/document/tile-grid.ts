import { intersectRects, isEmptyRect, type Rect, type Size } from '../../../workers/shared/geometry/rect.ts';
import { TILE_SIZE } from '../../../workers/shared/protocol.ts';

/**
 * How a document is cut into tiles of `TILE_SIZE`, in source coordinates: (0, 0) is the top-left pixel of the opened
 * file, whatever the canvas has grown to. The cut lines never move, so that a tile keeps its index and its pixels when
 * the canvas grows: the source's own tiles come first, row by row (smaller at its right and bottom edge); beyond them
 * the lattice goes on in whole tiles.
 */
export interface TileGrid extends Size {
  /** Tiles of the source. */
  readonly columns: number;
  readonly rows: number;
  /** The canvas, in source coordinates: as large as the source, or grown. */
  readonly frame: Rect;
}

/** Column and row numbers outside the source stay within this; 16384 pixels are 32 tiles. */
const REACH = 64;
const STRIDE = 4 * REACH;

/** The grid of a picture of `width` x `height` pixels, both at least 1. */
export function tileGrid(width: number, height: number): TileGrid {
  const frame = { x: 0, y: 0, width, height };
  return { width, height, columns: Math.ceil(width / TILE_SIZE), rows: Math.ceil(height / TILE_SIZE), frame };
}

/** Place of the tile with this index, in source coordinates. Outside the source it may reach beyond the canvas. */
export function tileRect(grid: TileGrid, index: number): Rect {
  const [column, row] = placeOf(grid, index);
  const across = span(column, grid.columns, grid.width);
  const down = span(row, grid.rows, grid.height);
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

/** Number of the source's tiles. */
export function tileCount(grid: TileGrid): number {
  return grid.columns * grid.rows;
}

/** The opened file as a rectangle. */
export function gridRect(grid: TileGrid): Rect {
  return { x: 0, y: 0, width: grid.width, height: grid.height };
}

/** Indices of all tiles that share a pixel with `rect`, row by row; parts outside the canvas are ignored. */
export function tilesMeeting(grid: TileGrid, rect: Rect): readonly number[] {
  const inside = intersectRects(rect, grid.frame);
  if (isEmptyRect(inside)) return [];
  const indices: number[] = [];
  const lastRow = lineAt(inside.y + inside.height - 1, grid.rows, grid.height);
  const lastColumn = lineAt(inside.x + inside.width - 1, grid.columns, grid.width);
  for (let row = lineAt(inside.y, grid.rows, grid.height); row <= lastRow; row++) {
    for (let column = lineAt(inside.x, grid.columns, grid.width); column <= lastColumn; column++) {
      indices.push(indexOf(grid, column, row));
    }
  }
  return indices;
}

/** Indices of all tiles that the canvas meets. */
export function allTiles(grid: TileGrid): readonly number[] {
  return tilesMeeting(grid, grid.frame);
}

/** Index of the tile `dx` columns and `dy` rows away. */
export function neighbourOf(grid: TileGrid, index: number, dx: number, dy: number): number {
  const [column, row] = placeOf(grid, index);
  return indexOf(grid, column + dx, row + dy);
}

function indexOf({ columns, rows }: TileGrid, column: number, row: number): number {
  if (column >= 0 && column < columns && row >= 0 && row < rows) return row * columns + column;
  return columns * rows + (row + REACH) * STRIDE + (column + REACH);
}

function placeOf({ columns, rows }: TileGrid, index: number): readonly [column: number, row: number] {
  const beyond = index - columns * rows;
  if (beyond < 0) return [index % columns, Math.floor(index / columns)];
  return [(beyond % STRIDE) - REACH, Math.floor(beyond / STRIDE) - REACH];
}

/** Start and length of a column or row: the source's last one ends where the source ends. */
function span(line: number, lines: number, length: number): { start: number; length: number } {
  if (line >= lines) return { start: length + (line - lines) * TILE_SIZE, length: TILE_SIZE };
  const start = line * TILE_SIZE;
  return { start, length: line < 0 ? TILE_SIZE : Math.min(TILE_SIZE, length - start) };
}

/** The column or row that a coordinate falls in. */
function lineAt(at: number, lines: number, length: number): number {
  return at < length ? Math.floor(at / TILE_SIZE) : lines + Math.floor((at - length) / TILE_SIZE);
}
