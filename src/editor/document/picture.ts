import type { ByteSource } from '../../../workers/shared/bytes.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { OpenedImage } from '../../../workers/shared/protocol.ts';
import { type TileGrid, tileCount, tileGrid, tileRect } from './tile-grid.ts';

/** The immutable ground of a document: the opened file's own pixels, by tile index. */
export interface Picture {
  readonly name: string;
  readonly file: ByteSource;
  readonly grid: TileGrid;
  readonly tiles: readonly PixelBuffer[];
  readonly colorSpace: OpenedImage['colorSpace'];
  readonly icc: OpenedImage['icc'];
  readonly hasAlpha: boolean;
  readonly notes: OpenedImage['notes'];
}

/**
 * Takes over the tiles of an opened file, in whatever order they came.
 * @throws RangeError when a tile is missing or has the wrong size
 */
export function pictureFrom(image: OpenedImage, file: ByteSource, name: string): Picture {
  const grid = tileGrid(image.width, image.height);
  const byIndex = new Map<number, PixelBuffer>();
  for (const tile of image.tiles) byIndex.set(tile.row * grid.columns + tile.column, tile.pixels);
  const tiles = Array.from({ length: tileCount(grid) }, (_, index) => {
    const pixels = byIndex.get(index);
    const rect = tileRect(grid, index);
    if (!pixels || pixels.width !== rect.width || pixels.height !== rect.height) {
      throw new RangeError(
        `tile ${index} of ${image.width} x ${image.height} is missing or has the wrong size`,
      );
    }
    return pixels;
  });
  const { colorSpace, icc, hasAlpha, notes } = image;
  return { name, file, grid, tiles, colorSpace, icc, hasAlpha, notes };
}

/** Transparent tiles where the canvas has grown beyond the source: one object for each size. */
const blanks = new Map<string, PixelBuffer>();

/** What the opened file has at a tile: its own pixels, the same object each time; transparent beyond it. */
export function sourceTile(picture: Picture, index: number): PixelBuffer {
  const own = picture.tiles[index];
  if (own) return own;
  const { width, height } = tileRect(picture.grid, index);
  const key = `${width}x${height}`;
  let blank = blanks.get(key);
  if (!blank) {
    blank = { width, height, data: new Uint8ClampedArray(width * height * 4) };
    blanks.set(key, blank);
  }
  return blank;
}
