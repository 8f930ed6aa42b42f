import { describe, expect, test } from 'vitest';
import { LacunaError } from '../../shared/errors.ts';
import { readHeader } from '../header/read-header.ts';
import { sniff } from '../header/sniff.ts';
import { readTiffHeader } from '../header/tiff.ts';
import { decodeTiff } from './decode.ts';

interface Made {
  readonly width: number;
  readonly height: number;
  readonly bits: 8 | 16;
  readonly samples: number;
  readonly orientation?: number;
  readonly big?: boolean;
  readonly tags?: readonly (readonly [tag: number, value: number])[];
  readonly pixels: readonly number[];
}

/** An uncompressed TIFF of one strip. */
function tiff(made: Made): Uint8Array<ArrayBuffer> {
  const { width, height, bits, samples, orientation = 1, big = false, tags = [], pixels } = made;
  const dataAt = 400;
  const bytes = new Uint8Array(dataAt + (pixels.length * bits) / 8);
  const view = new DataView(bytes.buffer);
  const entries = new Map<number, number>([
    [0x100, width],
    [0x101, height],
    [0x102, bits],
    [0x103, 1],
    [0x106, samples >= 3 ? 2 : 1],
    [0x111, dataAt],
    [0x112, orientation],
    [0x115, samples],
    [0x116, height],
    [0x117, (pixels.length * bits) / 8],
    ...(samples === 4 ? ([[0x152, 2]] as const) : []),
    ...tags,
  ]);
  bytes.set(big ? [0x4d, 0x4d] : [0x49, 0x49]);
  view.setUint16(2, 42, !big);
  view.setUint32(4, 8, !big);
  view.setUint16(8, entries.size, !big);
  for (const [k, [tag, value]] of [...entries].sort(([a], [b]) => a - b).entries()) {
    const at = 10 + k * 12;
    view.setUint16(at, tag, !big);
    view.setUint16(at + 2, 4, !big);
    view.setUint32(at + 4, 1, !big);
    view.setUint32(at + 8, value, !big);
    if ([0x102, 0x103, 0x106, 0x112, 0x115, 0x152].includes(tag)) {
      view.setUint16(at + 2, 3, !big);
      view.setUint16(at + 8, value, !big);
      view.setUint16(at + 10, 0, !big);
    }
  }
  for (const [k, value] of pixels.entries()) {
    if (bits === 8) bytes[dataAt + k] = value;
    else view.setUint16(dataAt + k * 2, value, !big);
  }
  return bytes;
}

function pixelsOf(bytes: Uint8Array<ArrayBuffer>): { width: number; height: number; rgba: number[] } {
  const grid = decodeTiff(bytes, readTiffHeader(bytes));
  const rgba: number[] = [];
  const row = new Uint8Array(grid.width * 4);
  for (let y = 0; y < grid.height; y++) {
    grid.readRow(y, row);
    rgba.push(...row);
  }
  return { width: grid.width, height: grid.height, rgba };
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'read';
  } catch (thrown) {
    return thrown instanceof LacunaError ? thrown.code : `uncaught ${String(thrown)}`;
  }
}

describe('a TIFF', () => {
  test('opens with its own code values, in both byte orders', () => {
    for (const big of [false, true]) {
      const bytes = tiff({
        width: 2,
        height: 1,
        bits: 8,
        samples: 4,
        big,
        pixels: [1, 2, 3, 4, 5, 6, 7, 255],
      });
      expect(sniff(bytes)).toBe('tiff');
      expect(readTiffHeader(bytes)).toMatchObject({ width: 2, height: 1, bitDepth: 8, alpha: true });
      expect(pixelsOf(bytes).rgba).toEqual([1, 2, 3, 4, 5, 6, 7, 255]);
    }
  });

  test('of 16 bits keeps the high byte and says what it is; grey becomes RGB', () => {
    const bytes = tiff({ width: 2, height: 1, bits: 16, samples: 1, pixels: [0x1234, 0xffff] });
    expect(readTiffHeader(bytes)).toMatchObject({ bitDepth: 16, components: 1 });
    expect(pixelsOf(bytes).rgba).toEqual([0x12, 0x12, 0x12, 255, 255, 255, 255, 255]);
  });

  test('is turned upright once, for every orientation', () => {
    // Stored as 1 2 3 / 4 5 6.
    const upright: Record<number, readonly [width: number, values: readonly number[]]> = {
      1: [3, [1, 2, 3, 4, 5, 6]],
      2: [3, [3, 2, 1, 6, 5, 4]],
      3: [3, [6, 5, 4, 3, 2, 1]],
      4: [3, [4, 5, 6, 1, 2, 3]],
      5: [2, [1, 4, 2, 5, 3, 6]],
      6: [2, [4, 1, 5, 2, 6, 3]],
      7: [2, [6, 3, 5, 2, 4, 1]],
      8: [2, [3, 6, 2, 5, 1, 4]],
    };
    for (const [orientation, [width, values]] of Object.entries(upright)) {
      const bytes = tiff({
        width: 3,
        height: 2,
        bits: 8,
        samples: 1,
        orientation: Number(orientation),
        pixels: [1, 2, 3, 4, 5, 6],
      });
      const read = pixelsOf(bytes);
      expect([orientation, read.width, read.rgba.filter((_, k) => k % 4 === 0)]).toEqual([
        orientation,
        width,
        values,
      ]);
    }
  });

  test('of a kind that would be read wrongly is refused, not guessed', () => {
    const base: Made = { width: 1, height: 1, bits: 8, samples: 3, pixels: [1, 2, 3] };
    for (const tag of [
      [0x103, 7],
      [0x106, 5],
      [0x11c, 2],
      [0x142, 64],
      [0x153, 3],
    ] as const) {
      expect(codeOf(() => readTiffHeader(tiff({ ...base, tags: [tag] })))).toBe('image-unsupported');
    }
  });

  test('cut off anywhere, or with wrong bytes, is told apart', () => {
    const whole = tiff({
      width: 4,
      height: 4,
      bits: 8,
      samples: 3,
      pixels: Array.from({ length: 48 }, (_, k) => k),
    });
    for (let length = 4; length < whole.length; length += 7) {
      const cut = whole.slice(0, length);
      expect(codeOf(() => decodeTiff(cut, readHeader(cut)))).toMatch(/^image-/);
    }
    for (let at = 8; at < 150; at++) {
      const wrong = whole.slice();
      wrong[at] = 255 - (wrong[at] as number);
      expect(codeOf(() => decodeTiff(wrong, readHeader(wrong)))).toMatch(/^image-|^read$/);
    }
  });
});
