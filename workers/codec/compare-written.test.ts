import { expect, it } from 'vitest';
import { failure } from '../../e2e/fixtures/read.ts';
import type { FlatFill } from '../shared/protocol.ts';
import { compareWritten } from './compare-written.ts';
import { encodePng } from './png/encode.ts';
import { TileGrid } from './tile-grid.ts';

const [WIDTH, HEIGHT] = [600, 520];

/** A picture over four tiles whose neighbours all differ. */
function picture(): TileGrid {
  const grid = new TileGrid(WIDTH, HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    grid.writeRow(
      y,
      Uint8Array.from({ length: WIDTH * 4 }, (_, k) => (k % 4 === 3 ? 255 : (k * 7 + y * 3) & 255)),
    );
  }
  return grid;
}

function write(grid: TileGrid): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = grid;
  return encodePng({ width, height, channels: 4, readRow: (y, out) => grid.readRow(y, out) }, []);
}

/** A picture with one channel of some pixels changed. */
function changed(...places: readonly (readonly [x: number, y: number])[]): TileGrid {
  const grid = picture();
  const row = new Uint8Array(WIDTH * 4);
  for (const [x, y] of places) {
    grid.readRow(y, row);
    row[x * 4 + 2] = (row[x * 4 + 2] as number) ^ 1;
    grid.writeRow(y, row);
  }
  return grid;
}

/** A stitch mask over 4 x 4 pixels, 0 in its first. */
function fillAt(x: number, y: number): FlatFill {
  const data = Uint8Array.from({ length: 16 }, (_, k) => (k === 0 ? 0 : 1));
  return {
    rect: { x, y, width: 4, height: 4 },
    patch: { width: 4, height: 4, data: new Uint8ClampedArray(64) },
    stitch: { width: 4, height: 4, data },
  };
}

it('counts what differs in the file that was written, by one step of one channel', async () => {
  const png = await write(changed([0, 0], [511, 511], [512, 512], [599, 519]));
  expect(await compareWritten(png, picture(), [])).toEqual({
    otherPixels: WIDTH * HEIGHT,
    otherPixelsChanged: 4,
  });
  expect((await compareWritten(await write(picture()), picture(), [])).otherPixelsChanged).toBe(0);
});

it('leaves out what a stitch mask covers, and nothing else', async () => {
  // The first is covered; the second lies in the fill's rectangle, where its stitch mask is 0.
  const png = await write(changed([511, 20], [510, 19]));
  expect(await compareWritten(png, picture(), [fillAt(510, 19)])).toEqual({
    otherPixels: WIDTH * HEIGHT - 15,
    otherPixelsChanged: 1,
  });
});

it('looks for the file’s pixels at their place on the canvas', async () => {
  const frame = { x: -3, y: -2, width: WIDTH + 10, height: HEIGHT + 5 };
  const canvas = (dx: number) => {
    const grid = new TileGrid(frame.width, frame.height);
    const row = new Uint8Array(WIDTH * 4);
    const wide = new Uint8Array(frame.width * 4);
    const source = picture();
    for (let y = 0; y < HEIGHT; y++) {
      source.readRow(y, row);
      wide.set(row, dx * 4);
      grid.writeRow(y + 2, wide);
    }
    return grid;
  };
  const right = await compareWritten(await write(canvas(3)), picture(), [], frame);
  expect(right).toEqual({ otherPixels: WIDTH * HEIGHT, otherPixelsChanged: 0 });
  const shifted = await compareWritten(await write(canvas(2)), picture(), [], frame);
  expect(shifted.otherPixelsChanged).toBeGreaterThan(WIDTH * HEIGHT * 0.9);
});

it('does not pass a file that cannot be read', async () => {
  const png = await write(picture());
  const half = png.slice(0, png.length / 2);
  expect((await failure(() => compareWritten(half, picture(), []))).code).toBe('image-damaged');
});
