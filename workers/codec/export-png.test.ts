import { decode as referenceDecode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { failure, fixture, fixtureBytes } from '../../e2e/fixtures/read.ts';
import { DISPLAY_P3, greyProfile, matrixProfile } from '../../scripts/fixtures/icc.mjs';
import { chunk, png } from '../../scripts/fixtures/png.mjs';
import type { FlatFill } from '../shared/protocol.ts';
import { decodeMask } from './decode-mask.ts';
import { encodeMask, encodePatch } from './encode-parts.ts';
import { exportPng } from './export-png.ts';
import { open } from './open.ts';

/** A fill of one colour whose stitch mask is 255 inside and `fade` on its border. */
function fillAt(x: number, y: number, side: number, colour: readonly number[], fade = 100): FlatFill {
  const border = (k: number) => k % side === 0 || k % side === side - 1 || k < side || k >= side * (side - 1);
  const stitch = Uint8Array.from({ length: side * side }, (_, k) => (k === 0 ? 0 : border(k) ? fade : 255));
  const data = Uint8ClampedArray.from({ length: side * side * 4 }, (_, k) => colour[k % 4] as number);
  return {
    rect: { x, y, width: side, height: side },
    patch: { width: side, height: side, data },
    stitch: { width: side, height: side, data: stitch },
  };
}

const red = [200, 10, 20, 255];

describe('open', () => {
  it('tells what it opened', async () => {
    const { tiles, openMs, ...rest } = await open(fixture('semi-transparent.png'));
    expect(rest).toEqual({
      width: 64,
      height: 48,
      format: 'png',
      colorSpace: 'srgb',
      icc: null,
      hasAlpha: true,
      notes: [],
      parameters: null,
    });
    expect(tiles.map(({ column, row, pixels }) => [column, row, pixels.width, pixels.height])).toEqual([
      [0, 0, 64, 48],
    ]);
    expect(openMs).toBeGreaterThan(0);
    expect((await open(fixture('sixteen-bit.png'))).notes).toEqual(['sixteen-bit']);
    expect((await open(fixture('plain.png'))).hasAlpha).toBe(false);
  });

  it('opens the first picture of an animated PNG, and says so', async () => {
    const acTL = chunk('acTL', Buffer.of(0, 0, 0, 2, 0, 0, 0, 0));
    const file = png({
      width: 1,
      height: 1,
      depth: 8,
      colourType: 2,
      rows: [Buffer.of(1, 2, 3)],
      extra: [acTL],
    });
    const { notes, tiles } = await open(new Blob([file]));
    expect(notes).toEqual(['first-frame-only']);
    expect([...(tiles[0]?.pixels.data ?? [])]).toEqual([1, 2, 3, 255]);
  });

  it('reports memory that ran out, and files that went away, by name', async () => {
    const failing = (thrown: Error) => ({
      size: 9,
      slice: () => failing(thrown),
      arrayBuffer: () => Promise.reject(thrown),
    });
    expect((await failure(() => open(failing(new RangeError('too long'))))).code).toBe('out-of-memory');
    expect((await failure(() => open(failing(new Error('gone'))))).code).toBe('image-damaged');
  });

  it('cuts tiles that cover the picture once', async () => {
    const rows = Array.from({ length: 700 }, () => Buffer.alloc(1100 * 3, 5));
    const file = png({ width: 1100, height: 700, depth: 8, colourType: 2, rows });
    const { tiles } = await open(new Blob([file]));
    expect(tiles).toHaveLength(6);
    expect(tiles.reduce((sum, { pixels }) => sum + pixels.data.length, 0)).toBe(1100 * 700 * 4);
  });
});

describe('exportPng', () => {
  it.each([
    ['plain.png', 3],
    ['semi-transparent.png', 4],
    ['palette.png', 4],
    ['p3.png', 3],
    ['grey.png', 3],
  ])('%s: pixels outside the stitch mask are the input, byte for byte', async (name, channels) => {
    const fill = fillAt(20, 9, 12, red);
    const result = await exportPng(fixture(name), [fill]);
    const out = referenceDecode(result.bytes, { checkCrc: true });
    expect(out.channels).toBe(channels);
    const source = (await open(fixture(name))).tiles[0]?.pixels.data as Uint8ClampedArray;
    let outside = 0;
    for (let y = 0; y < 48; y++) {
      for (let x = 0; x < 64; x++) {
        const inside = x >= 20 && x < 32 && y >= 9 && y < 21;
        if (inside && !(x === 20 && y === 9)) continue;
        outside++;
        const at = y * 64 + x;
        const expected = source.slice(at * 4, at * 4 + channels);
        expect([...out.data.slice(at * channels, (at + 1) * channels)]).toEqual([...expected]);
      }
    }
    expect(result).toMatchObject({ width: 64, height: 48, otherPixels: outside, otherPixelsChanged: 0 });
    const middle = (15 * 64 + 26) * channels;
    expect([...out.data.slice(middle, middle + 3)]).toEqual(red.slice(0, 3));
  });

  it('keeps a Display P3 profile byte for byte', async () => {
    const { bytes } = await exportPng(fixture('p3.png'), [fillAt(1, 1, 5, red)]);
    const profile = referenceDecode(bytes).iccEmbeddedProfile?.profile;
    expect(profile && new Uint8Array(profile)).toEqual(
      new Uint8Array(matrixProfile('Display P3', DISPLAY_P3)),
    );
  });

  it('writes grey pixels with their grey profile, colour pixels without it', async () => {
    const grey = referenceDecode(
      (await exportPng(fixture('grey.png'), [fillAt(1, 1, 5, [9, 9, 9, 255])])).bytes,
    );
    expect(grey.channels).toBe(1);
    expect(grey.iccEmbeddedProfile?.profile).toEqual(new Uint8Array(greyProfile()));
    const colour = referenceDecode((await exportPng(fixture('grey.png'), [fillAt(1, 1, 5, red)])).bytes);
    expect(colour.channels).toBe(3);
    expect(colour.iccEmbeddedProfile).toBeUndefined();
  });

  it('applies fills in order', async () => {
    const { bytes } = await exportPng(fixture('plain.png'), [
      fillAt(0, 0, 9, red),
      fillAt(2, 2, 5, [1, 2, 3, 255]),
    ]);
    expect([...referenceDecode(bytes).data.slice((4 * 64 + 4) * 3, (4 * 64 + 4) * 3 + 3)]).toEqual([1, 2, 3]);
  });

  it('refuses a fill whose parts differ in size', async () => {
    const fill = fillAt(0, 0, 6, red);
    const bad = { ...fill, rect: { ...fill.rect, width: 7 } };
    expect((await failure(() => exportPng(fixture('plain.png'), [bad]))).code).toBe('job-invalid');
  });
});

describe('masks and patches', () => {
  it('round-trips a mask', async () => {
    const mask = { width: 33, height: 7, data: Uint8Array.from({ length: 231 }, (_, k) => (k * 11) & 255) };
    const file = await encodeMask(mask);
    expect(referenceDecode(file).channels).toBe(1);
    expect(await decodeMask(new Blob([file]), 33, 7)).toEqual(mask);
  });

  it('takes luminance times alpha', async () => {
    const rows = [Buffer.of(255, 255, 255, 255, 255, 255, 255, 51, 0, 0, 0, 255, 0, 255, 0, 255)];
    const file = png({ width: 4, height: 1, depth: 8, colourType: 6, rows });
    expect([...(await decodeMask(new Blob([file]), 4, 1)).data]).toEqual([255, 51, 0, 182]);
  });

  it('names both sizes when they differ', async () => {
    const error = await failure(() => decodeMask(fixture('plain.png'), 10, 20));
    expect(error.code).toBe('job-invalid');
    expect(error.detail).toEqual({ width: 10, height: 20, maskWidth: 64, maskHeight: 48 });
  });

  it('writes a patch with the stitch mask as alpha and colours not premultiplied', async () => {
    const read = referenceDecode(await encodePatch(fillAt(0, 0, 4, red, 77), null));
    expect([...read.data.slice(0, 8)]).toEqual([200, 10, 20, 0, 200, 10, 20, 77]);
    expect(read.data[(4 + 1) * 4 + 3]).toBe(255);
  });
});

it('opens nothing that is broken', async () => {
  const codes = ['bad-empty.png', 'bad-lying.png', 'bad-text.png'].map(
    async (name) => (await failure(() => open(fixture(name)))).code,
  );
  expect(await Promise.all(codes)).toEqual(['image-empty', 'image-damaged', 'image-unsupported']);
  expect(fixtureBytes('bad-empty.png')).toHaveLength(0);
});
