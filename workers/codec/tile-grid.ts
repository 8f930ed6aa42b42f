import type { Rect } from '../shared/geometry/rect.ts';
import { TILE_SIZE, type Tile } from '../shared/protocol.ts';

/** A picture as tiles of TILE_SIZE, written and read by rows. Holds the pixels once. */
export class TileGrid {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** Row by row; `null` until its pixels are first needed. */
  private readonly cells: (Tile | null)[];

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.columns = Math.ceil(width / TILE_SIZE);
    this.rows = Math.ceil(height / TILE_SIZE);
    this.cells = new Array<Tile | null>(this.columns * this.rows).fill(null);
  }

  /** Place of a tile in the picture. */
  rectOf(column: number, row: number): Rect {
    const x = column * TILE_SIZE;
    const y = row * TILE_SIZE;
    return { x, y, width: Math.min(TILE_SIZE, this.width - x), height: Math.min(TILE_SIZE, this.height - y) };
  }

  tile(column: number, row: number): Tile {
    const index = row * this.columns + column;
    const known = this.cells[index];
    if (known) return known;
    const { width, height } = this.rectOf(column, row);
    return this.put(column, row, new Uint8ClampedArray(width * height * 4));
  }

  /** Replaces the pixels of one tile; `data` is kept, not copied. */
  put(column: number, row: number, data: Uint8ClampedArray<ArrayBuffer>): Tile {
    const { width, height } = this.rectOf(column, row);
    const tile: Tile = { column, row, pixels: { width, height, data } };
    this.cells[row * this.columns + column] = tile;
    return tile;
  }

  tiles(): readonly Tile[] {
    return this.cells.map((_, index) => this.tile(index % this.columns, Math.floor(index / this.columns)));
  }

  /** Copies one row of RGBA (`width * 4` bytes) into the tiles. */
  writeRow(y: number, rgba: Uint8Array): void {
    this.eachPiece(y, (data, at, x, bytes) => data.set(rgba.subarray(x * 4, x * 4 + bytes), at));
  }

  /** Copies one row out of the tiles into `rgba` (`width * 4` bytes). */
  readRow(y: number, rgba: Uint8Array): void {
    this.eachPiece(y, (data, at, x, bytes) => rgba.set(data.subarray(at, at + bytes), x * 4));
  }

  /** Puts `count` RGBA pixels into row `y` at `x`, `x + step`, `x + 2 * step` and so on. */
  writePixels(y: number, x: number, step: number, rgba: Uint8Array, count: number): void {
    const row = Math.floor(y / TILE_SIZE);
    for (let k = 0; k < count; k++) {
      const at = x + k * step;
      const column = Math.floor(at / TILE_SIZE);
      const { pixels } = this.tile(column, row);
      const to = (y - row * TILE_SIZE) * pixels.width + (at - column * TILE_SIZE);
      for (let c = 0; c < 4; c++) pixels.data[to * 4 + c] = rgba[k * 4 + c] as number;
    }
  }

  /** Lets go of the tiles that end above row `y`; their pixels are gone. */
  releaseAbove(y: number): void {
    if (y % TILE_SIZE === 0) this.cells.fill(null, 0, (y / TILE_SIZE) * this.columns);
  }

  private eachPiece(y: number, use: (data: Uint8ClampedArray, at: number, x: number, bytes: number) => void) {
    const row = Math.floor(y / TILE_SIZE);
    for (let column = 0; column < this.columns; column++) {
      const { pixels } = this.tile(column, row);
      use(pixels.data, (y - row * TILE_SIZE) * pixels.width * 4, column * TILE_SIZE, pixels.width * 4);
    }
  }
}

/** True when some pixel is not opaque. */
export function hasTransparency(grid: TileGrid): boolean {
  return grid.tiles().some(({ pixels: { data } }) => {
    for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
    return false;
  });
}

/** True when red, green and blue agree everywhere. */
export function isGrey(grid: TileGrid): boolean {
  return grid.tiles().every(({ pixels: { data } }) => {
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
    }
    return true;
  });
}
