import { decode as referenceDecode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { failure, fixture } from '../../e2e/fixtures/read.ts';
import { png } from '../../scripts/fixtures/png.mjs';
import type { Rect } from '../shared/geometry/rect.ts';
import type { FlatFill } from '../shared/protocol.ts';
import { exportPng } from './export-png.ts';

/** An RGB picture whose pixels all differ, as PNG. */
function picture(width: number, height: number): Blob {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from(
      Array.from({ length: width }, (_, x) => [x & 255, y & 255, ((x >> 8) << 4) | (y >> 8)]).flat(),
    ),
  );
  return new Blob([png({ width, height, depth: 8, colourType: 2, rows })]);
}

/** An opaque fill of one colour over the whole of a rectangle. */
function block(rect: Rect, colour: readonly number[]): FlatFill {
  const pixels = rect.width * rect.height;
  const data = Uint8ClampedArray.from({ length: pixels * 4 }, (_, k) => colour[k % 4] as number);
  const { width, height } = rect;
  return {
    rect,
    patch: { width, height, data },
    stitch: { width, height, data: new Uint8Array(pixels).fill(255) },
  };
}

describe('a canvas larger than the file', () => {
  it.each([
    ['right', 61, 43, { x: 0, y: 0, width: 76, height: 43 }],
    ['left', 61, 43, { x: -15, y: 0, width: 76, height: 43 }],
    ['top', 61, 43, { x: 0, y: -7, width: 61, height: 50 }],
    ['bottom', 61, 43, { x: 0, y: 0, width: 61, height: 44 }],
    ['all sides, over tile borders', 523, 517, { x: -13, y: -9, width: 1041, height: 535 }],
  ] as const)(
    '%s: the file’s pixels are there at their offset, the rest is transparent',
    async (_, w, h, frame) => {
      const result = await exportPng(picture(w, h), [], frame);
      const out = referenceDecode(result.bytes, { checkCrc: true });
      expect([out.width, out.height, out.channels]).toEqual([frame.width, frame.height, 4]);
      expect(result).toMatchObject({ otherPixels: w * h, otherPixelsChanged: 0 });
      let wrong = 0;
      for (let y = 0; y < frame.height; y++) {
        for (let x = 0; x < frame.width; x++) {
          const [sx, sy] = [x + frame.x, y + frame.y];
          const inside = sx >= 0 && sy >= 0 && sx < w && sy < h;
          const expected = inside ? [sx & 255, sy & 255, ((sx >> 8) << 4) | (sy >> 8), 255] : [0, 0, 0, 0];
          const at = (y * frame.width + x) * 4;
          if (expected.some((value, c) => out.data[at + c] !== value)) wrong++;
        }
      }
      expect(wrong).toBe(0);
    },
  );

  it('has no alpha once fills cover the new area, and counts the file’s own pixels alone', async () => {
    const frame = { x: -5, y: -4, width: 40, height: 30 };
    const grown = [
      block({ x: 0, y: 0, width: 40, height: 4 }, [1, 2, 3, 255]),
      block({ x: 0, y: 4, width: 5, height: 26 }, [1, 2, 3, 255]),
      block({ x: 31, y: 4, width: 9, height: 26 }, [4, 5, 6, 255]),
    ];
    const over = block({ x: 10, y: 10, width: 3, height: 3 }, [9, 9, 9, 255]);
    const result = await exportPng(picture(26, 26), [...grown, over], frame);
    const out = referenceDecode(result.bytes);
    expect(out.channels).toBe(3);
    expect(result).toMatchObject({ width: 40, height: 30, otherPixels: 26 * 26 - 9, otherPixelsChanged: 0 });
    const pixel = (x: number, y: number) => [...out.data.slice((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)];
    expect(pixel(0, 0)).toEqual([1, 2, 3]);
    expect(pixel(39, 29)).toEqual([4, 5, 6]);
    expect(pixel(5, 4)).toEqual([0, 0, 0]);
    expect(pixel(30, 29)).toEqual([25, 25, 0]);
    expect(pixel(11, 11)).toEqual([9, 9, 9]);
  });

  it('keeps the alpha channel while some of it is still empty, grey pictures included', async () => {
    const { bytes } = await exportPng(fixture('grey.png'), [], { x: 0, y: 0, width: 65, height: 48 });
    expect(referenceDecode(bytes).channels).toBe(2);
  });

  it('refuses canvases that cannot be', async () => {
    const at = (frame: Rect) => failure(() => exportPng(picture(4, 4), [], frame));
    expect((await at({ x: 0, y: 0, width: 20_000, height: 4 })).code).toBe('image-too-large');
    expect((await at({ x: 0, y: 0, width: 16_000, height: 16_000 })).code).toBe('image-too-large');
    expect((await at({ x: 0.5, y: 0, width: 4, height: 4 })).code).toBe('job-invalid');
    expect((await at({ x: 0, y: 0, width: 0, height: 4 })).code).toBe('job-invalid');
  });
});
