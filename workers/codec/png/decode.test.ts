import fc from 'fast-check';
import { encode as referenceEncode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { failure, fixtureBytes } from '../../../e2e/fixtures/read.ts';
import { colourAt, colourWithAlphaAt, HEIGHT, WIDTH } from '../../../scripts/fixtures/patterns.mjs';
import { chunk, png } from '../../../scripts/fixtures/png.mjs';
import { readHeader } from '../header/read-header.ts';
import { TileGrid } from '../tile-grid.ts';
import { decodePng } from './decode.ts';

/** All pixels, row by row. */
async function pixelsOf(bytes: Uint8Array): Promise<Uint8Array> {
  const own = new Uint8Array(bytes);
  const { width, height } = readHeader(own);
  const grid = new TileGrid(width, height);
  await decodePng(own, grid);
  const out = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) grid.readRow(y, out.subarray(y * width * 4, (y + 1) * width * 4));
  return out;
}

/** Uniform rows of random bytes for a layout; the last byte's padding bits are random too. */
function randomRows(width: number, height: number, bits: number, seed: number): Buffer[] {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  const bytes = Math.ceil((width * bits) / 8);
  return Array.from({ length: height }, () => Buffer.from(Array.from({ length: bytes }, next)));
}

describe('decodePng', () => {
  it('reads exact values, also under partial and zero alpha', async () => {
    const pixels = await pixelsOf(fixtureBytes('semi-transparent.png'));
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        const at = (y * WIDTH + x) * 4;
        expect([...pixels.subarray(at, at + 4)]).toEqual(colourWithAlphaAt(x, y));
      }
    }
  });

  it('does not convert colours of a tagged file', async () => {
    expect(await pixelsOf(fixtureBytes('p3.png'))).toEqual(await pixelsOf(fixtureBytes('plain.png')));
  });

  it('keeps the high byte of 16-bit samples', async () => {
    const pixels = await pixelsOf(fixtureBytes('sixteen-bit.png'));
    expect([...pixels.subarray(8, 12)]).toEqual([...colourAt(2, 0), 255]);
  });

  it('reads a palette with its alphas', async () => {
    const pixels = await pixelsOf(fixtureBytes('palette.png'));
    // Pixel (2, 0) has index (1 + 0) & 15 = 1, pixel (3, 0) index 3.
    expect([...pixels.subarray(8, 16)]).toEqual([17, 246, 53, 64, 51, 228, 159, 200]);
  });

  it.each([
    [0, 1],
    [0, 2],
    [0, 4],
    [3, 1],
    [3, 2],
    [3, 8],
  ])('colour type %i with %i bits: every sample lands where it belongs', async (colourType, depth) => {
    const width = 13;
    const height = 5;
    const rows = randomRows(width, height, depth, depth * 7 + colourType);
    const palette = Buffer.from(Array.from({ length: 2 ** depth * 3 }, (_, k) => (k * 37) & 255));
    const extra = colourType === 3 ? [chunk('PLTE', palette)] : [];
    const pixels = await pixelsOf(png({ width, height, depth, colourType, rows, extra }));
    for (let y = 0; y < height; y++) {
      const bits = [...(rows[y] as Buffer)].map((value) => value.toString(2).padStart(8, '0')).join('');
      for (let x = 0; x < width; x++) {
        const sample = Number.parseInt(bits.slice(x * depth, (x + 1) * depth), 2);
        const grey = (sample * 255) / (2 ** depth - 1);
        const rgb = colourType === 3 ? [...palette.subarray(sample * 3, sample * 3 + 3)] : [grey, grey, grey];
        expect([...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]).toEqual([...rgb, 255]);
      }
    }
  });

  it('makes the keyed colour transparent', async () => {
    const rows = [Buffer.of(9, 8, 7, 9, 8, 6)];
    const key = chunk('tRNS', Buffer.of(0, 9, 0, 8, 0, 7));
    const pixels = await pixelsOf(png({ width: 2, height: 1, depth: 8, colourType: 2, rows, extra: [key] }));
    expect([...pixels]).toEqual([9, 8, 7, 0, 9, 8, 6, 255]);
  });

  it('agrees with an independent encoder for every channel count, depth and interlacing', async () => {
    const kind = fc.record({
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 20 }),
      channels: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
      depth: fc.constantFrom(8 as const, 16 as const),
      interlace: fc.constantFrom('null' as const, 'Adam7' as const),
      seed: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(kind, async ({ width, height, channels, depth, interlace, seed }) => {
        const samples = width * height * channels;
        const random = Buffer.concat(randomRows(samples * 2, 1, 8, seed));
        const data =
          depth === 8
            ? new Uint8Array(random.subarray(0, samples))
            : new Uint16Array(new Uint8Array(random).buffer);
        const file = referenceEncode({ width, height, channels, depth, data }, { interlace });
        const pixels = await pixelsOf(file);
        const high = (index: number) => (depth === 8 ? data[index] : (data[index] as number) >> 8);
        for (let k = 0; k < width * height; k++) {
          const from = k * channels;
          const grey = channels < 3;
          const expected = grey
            ? [high(from), high(from), high(from)]
            : [high(from), high(from + 1), high(from + 2)];
          expected.push(channels % 2 === 0 ? high(from + channels - 1) : 255);
          expect([...pixels.subarray(k * 4, k * 4 + 4)]).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('crosses tile borders', async () => {
    const width = 1030;
    const height = 515;
    const data = new Uint8Array(width * height * 3).map((_, k) => (k * 31 + (k >> 9)) & 255);
    const file = referenceEncode({ width, height, channels: 3, depth: 8, data });
    const pixels = await pixelsOf(file);
    const expected = Uint8Array.from({ length: width * height * 4 }, (_, k) =>
      k % 4 === 3 ? 255 : (data[(k >> 2) * 3 + (k & 3)] as number),
    );
    expect(Buffer.compare(pixels, expected)).toBe(0);
  });

  it.each(['bad-truncated.png', 'bad-checksum.png', 'bad-lying.png'])(
    'refuses %s as damaged',
    async (name) => {
      expect((await failure(() => pixelsOf(fixtureBytes(name)))).code).toBe('image-damaged');
    },
  );

  it('is damaged, and nothing else, when cut anywhere before the pixels end', async () => {
    const whole = fixtureBytes('palette.png');
    for (let length = 8; length < whole.length - 16; length += 7) {
      expect((await failure(() => pixelsOf(whole.slice(0, length)))).code).toBe('image-damaged');
    }
  });
});
