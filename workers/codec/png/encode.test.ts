import fc from 'fast-check';
import { decode as referenceDecode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { TileGrid } from '../tile-grid.ts';
import { pngChunks } from './chunks.ts';
import { decodePng } from './decode.ts';
import { encodePng, iccChunk } from './encode.ts';

const picture = fc
  .record({
    width: fc.integer({ min: 1, max: 60 }),
    height: fc.integer({ min: 1, max: 30 }),
    channels: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    smooth: fc.boolean(),
    seed: fc.nat(1000),
  })
  .map(({ smooth, seed, ...shape }) => {
    const { width, height, channels } = shape;
    const row = width * channels;
    // Gradients make each filter win somewhere; hashed noise leaves the rows as they are.
    const value = (k: number) =>
      smooth ? (k % row) * 3 + Math.floor(k / row) * (seed % 7) : Math.imul(k + seed, 0x9e3779b1) >>> 24;
    const data = Uint8Array.from({ length: row * height }, (_, k) => value(k) & 255);
    return { ...shape, data };
  });

function sourceOf({
  width,
  height,
  channels,
  data,
}: {
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
  data: Uint8Array;
}) {
  const row = width * channels;
  const readRow = (y: number, out: Uint8Array) => out.set(data.subarray(y * row, (y + 1) * row));
  return { width, height, channels, readRow };
}

describe('encodePng', () => {
  it('is read back byte for byte by an independent decoder', async () => {
    await fc.assert(
      fc.asyncProperty(picture, async (shape) => {
        const read = referenceDecode(await encodePng(sourceOf(shape), []), { checkCrc: true });
        expect([read.width, read.height, read.channels, read.depth]).toEqual([
          shape.width,
          shape.height,
          shape.channels,
          8,
        ]);
        expect(new Uint8Array(read.data)).toEqual(shape.data);
      }),
      { numRuns: 80 },
    );
  });

  it('chooses filters that pay: a gradient shrinks far below its raw size', async () => {
    const data = Uint8Array.from(
      { length: 300 * 200 * 3 },
      (_, k) => ((k % 900) + Math.floor(k / 900) * 3) & 255,
    );
    const file = await encodePng(sourceOf({ width: 300, height: 200, channels: 3, data }), []);
    expect(file.length).toBeLessThan(data.length / 50);
  });

  it('writes only the chunks it was given, and the profile byte for byte', async () => {
    const profile = Uint8Array.from({ length: 3000 }, (_, k) => (k * k) & 255);
    const shape = { width: 2, height: 1, channels: 3 as const, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    const file = await encodePng(sourceOf(shape), [await iccChunk(profile)]);
    expect([...pngChunks(file)].map(({ type }) => type)).toEqual(['IHDR', 'iCCP', 'IDAT']);
    expect(referenceDecode(file, { checkCrc: true }).iccEmbeddedProfile?.profile).toEqual(profile);
  });

  it('gives our own decoder the same pixels', async () => {
    const data = Uint8Array.from({ length: 520 * 3 * 4 }, (_, k) => (k * 89) & 255);
    const file = await encodePng(sourceOf({ width: 520, height: 3, channels: 4, data }), []);
    const grid = new TileGrid(520, 3);
    await decodePng(file, grid);
    const row = new Uint8Array(520 * 4);
    grid.readRow(2, row);
    expect(row).toEqual(data.slice(520 * 4 * 2));
  });
});
