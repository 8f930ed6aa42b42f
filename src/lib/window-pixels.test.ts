import { expect, it } from 'vitest';
import { TILE_SIZE, type Tile } from '../../workers/shared/protocol.ts';
import { cropMask, readTiles } from './window-pixels.ts';

function tile(column: number, row: number, width: number, height: number): Tile {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    data.set(
      [(column * TILE_SIZE + (i % width)) % 251, (row * TILE_SIZE + Math.floor(i / width)) % 241, 0, 255],
      i * 4,
    );
  }
  return { column, row, pixels: { width, height, data } };
}

it('reads a window that spans four tiles', () => {
  const tiles = [tile(0, 0, 512, 512), tile(1, 0, 88, 512), tile(0, 1, 512, 40), tile(1, 1, 88, 40)];
  const rect = { x: 500, y: 505, width: 60, height: 30 };
  const { data } = readTiles(tiles, rect);
  for (const [x, y] of [
    [0, 0],
    [59, 0],
    [0, 29],
    [59, 29],
    [12, 7],
  ] as const) {
    const at = (y * rect.width + x) * 4;
    expect([data[at], data[at + 1], data[at + 3]]).toEqual([(500 + x) % 251, (505 + y) % 241, 255]);
  }
});

it('crops what is painted', () => {
  const mask = { width: 20, height: 10, data: new Uint8Array(200) };
  mask.data[3 * 20 + 5] = 1;
  mask.data[7 * 20 + 11] = 255;
  const bounds = { x: 5, y: 3, width: 7, height: 5 };
  const { data } = cropMask(mask, bounds);
  expect([data[0], data[34], data.reduce((sum, value) => sum + value, 0)]).toEqual([1, 255, 256]);
});
