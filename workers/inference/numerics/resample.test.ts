import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PixelBuffer } from '../../shared/pixels.ts';
import { makePlanes, type Planes } from './planes.ts';
import { resample, resampleRgb } from './resample.ts';
import { planeRows, rgbRows, toPixels } from './tensor.ts';

const side = fc.integer({ min: 1, max: 24 });

function planes(width: number, height: number, of: (x: number, y: number) => number): Planes {
  const out = makePlanes(1, width, height);
  for (let i = 0; i < width * height; i++) out.data[i] = of(i % width, Math.floor(i / width));
  return out;
}

describe('resample', () => {
  it('changes nothing when the size stays: 8-bit pixels survive the way there and back', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        (width, height, stream) => {
          const data = new Uint8ClampedArray(width * height * 4);
          for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : (stream.next().value as number);
          const pixels: PixelBuffer = { width, height, data };
          expect([...toPixels(resample(rgbRows(pixels), { width, height })).data]).toEqual([...data]);
        },
      ),
    );
  });

  it('keeps a constant at any size, with either kernel', () => {
    const kernel = fc.constantFrom<'cubic' | 'area'>('cubic', 'area');
    fc.assert(
      fc.property(side, side, side, side, kernel, (w, h, width, height, enlarge) => {
        const out = resample(planeRows(planes(w, h, () => 0.7)), { width, height }, enlarge);
        expect(out.data).toHaveLength(width * height);
        for (const value of out.data) expect(value).toBeCloseTo(0.7, 5);
      }),
    );
  });

  it('shrinks by area average: the mean stays', () => {
    fc.assert(
      fc.property(side, side, (w, h) => {
        const given = planes(2 * w, h, (x, y) => Math.sin(3 * x + y));
        const out = resample(planeRows(given), { width: w, height: Math.ceil(h / 2) });
        const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(mean(out.data)).toBeCloseTo(mean(given.data), 4);
      }),
    );
    const halves = resample(planeRows(planes(3, 1, (x) => x)), { width: 2, height: 1 });
    expect(halves.data[0]).toBeCloseTo((0 + 0.5 * 1) / 1.5, 6);
  });

  it('enlarges a ramp to a ramp, away from the edges', () => {
    const out = resample(planeRows(planes(8, 1, (x) => x)), { width: 32, height: 1 });
    for (let x = 8; x < 24; x++) expect(out.data[x]).toBeCloseTo((x + 0.5) / 4 - 0.5, 5);
  });

  it('gives for a region exactly that part of the whole', () => {
    const given = planeRows(planes(9, 7, (x, y) => Math.cos(x * y)));
    const size = { width: 20, height: 5 };
    const whole = resample(given, size);
    const part = resample(given, size, 'cubic', { x: 4, y: 1, width: 11, height: 3 });
    for (let y = 0; y < 3; y++) {
      for (let x = 0; x < 11; x++) expect(part.data[y * 11 + x]).toBe(whole.data[(y + 1) * 20 + x + 4]);
    }
  });

  it('of pixels gives the same by its own way, whether they are opaque or not', () => {
    const byte = fc.infiniteStream(fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(side, side, side, side, byte, fc.boolean(), (w, h, width, height, stream, opaque) => {
        const data = new Uint8ClampedArray(w * h * 4);
        for (let i = 0; i < data.length; i++) {
          data[i] = opaque && i % 4 === 3 ? 255 : (stream.next().value as number);
        }
        const pixels: PixelBuffer = { width: w, height: h, data };
        const expected = resample(rgbRows(pixels), { width, height });
        const found = resampleRgb(pixels, { width, height });
        for (const [i, value] of expected.data.entries()) expect(found.data[i]).toBeCloseTo(value, 5);
      }),
    );
  });

  it('shows transparent pixels as mid grey', () => {
    const data = new Uint8ClampedArray([255, 0, 9, 0, 255, 0, 9, 255]);
    const out = resample(rgbRows({ width: 2, height: 1, data }), { width: 2, height: 1 });
    expect([...out.data].map((value) => Math.round(value * 100) / 100)).toEqual([0, 1, 0, -1, 0, -0.93]);
  });
});
