import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeFill } from './compose.ts';
import type { FlatFill } from './protocol.ts';

const byte = fc.integer({ min: 0, max: 255 });

/** A picture area and a fill that may lie anywhere on or beside it. */
const scene = fc
  .record({
    area: rect(0, 12),
    rect: rect(-10, 12),
  })
  .chain(({ area, rect: place }) =>
    fc.record({
      area: fc.constant(area),
      pixels: bytes(area.width * area.height * 4),
      fill: fc.record({
        rect: fc.constant(place),
        patch: bytes(place.width * place.height * 4),
        stitch: fc.array(fc.oneof(fc.constant(0), fc.constant(255), byte), {
          minLength: place.width * place.height,
          maxLength: place.width * place.height,
        }),
      }),
    }),
  );

function rect(from: number, to: number) {
  const side = fc.integer({ min: 1, max: 9 });
  const corner = fc.integer({ min: from, max: to });
  return fc.record({ x: corner, y: corner, width: side, height: side });
}

function bytes(length: number) {
  return fc.uint8Array({ minLength: length, maxLength: length });
}

function fillOf(place: FlatFill['rect'], patch: ArrayLike<number>, stitch: ArrayLike<number>): FlatFill {
  const { width, height } = place;
  return {
    rect: place,
    patch: { width, height, data: Uint8ClampedArray.from(patch) },
    stitch: { width, height, data: Uint8Array.from(stitch) },
  };
}

describe('composeFill', () => {
  it('leaves every pixel outside the stitch mask as it was and copies the patch where it is 255', () => {
    fc.assert(
      fc.property(scene, ({ area, pixels, fill }) => {
        const out = Uint8ClampedArray.from(pixels);
        composeFill(out, area, fillOf(fill.rect, fill.patch, fill.stitch));
        for (let y = 0; y < area.height; y++) {
          for (let x = 0; x < area.width; x++) {
            const at = (y * area.width + x) * 4;
            const px = area.x + x - fill.rect.x;
            const py = area.y + y - fill.rect.y;
            const inside = px >= 0 && py >= 0 && px < fill.rect.width && py < fill.rect.height;
            const from = py * fill.rect.width + px;
            const weight = inside ? fill.stitch[from] : 0;
            if (weight === 0)
              expect(out.slice(at, at + 4)).toEqual(Uint8ClampedArray.from(pixels).slice(at, at + 4));
            if (weight === 255)
              expect([...out.slice(at, at + 4)]).toEqual([...fill.patch.slice(from * 4, from * 4 + 4)]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps blended values between patch and picture', () => {
    fc.assert(
      fc.property(byte, byte, byte, (patch, kept, weight) => {
        const out = Uint8ClampedArray.of(kept, kept, kept, 255);
        const one = { x: 0, y: 0, width: 1, height: 1 };
        composeFill(out, one, fillOf(one, [patch, patch, patch, 255], [weight]));
        const exact = (weight * patch + (255 - weight) * kept) / 255;
        expect(Math.abs((out[0] as number) - exact)).toBeLessThanOrEqual(0.5);
        expect(out[3]).toBe(255);
      }),
    );
  });

  it('does not let the colour of transparent pixels bleed into the fade', () => {
    const out = Uint8ClampedArray.of(255, 0, 0, 0);
    const one = { x: 3, y: 4, width: 1, height: 1 };
    composeFill(out, one, fillOf(one, [10, 20, 30, 255], [128]));
    expect([...out]).toEqual([10, 20, 30, 128]);
  });

  it('is the same whether a picture is composed whole or in tiles', () => {
    fc.assert(
      fc.property(scene, ({ area, pixels, fill }) => {
        const flat = fillOf(fill.rect, fill.patch, fill.stitch);
        const whole = Uint8ClampedArray.from(pixels);
        composeFill(whole, area, flat);
        const rows: number[] = [];
        for (let y = 0; y < area.height; y++) {
          const row = Uint8ClampedArray.from(pixels.slice(y * area.width * 4, (y + 1) * area.width * 4));
          composeFill(row, { ...area, y: area.y + y, height: 1 }, flat);
          rows.push(...row);
        }
        expect([...whole]).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the soft blend', () => {
  it('is w patch + (1 - w) picture on opaque pixels, rounded once; w = 0 touches nothing, w = 1 is the patch', () => {
    const area = { x: 0, y: 0, width: 256, height: 1 };
    const pixels = new Uint8ClampedArray(1024).map((_, i) => (i % 4 === 3 ? 255 : 40));
    const patch = new Uint8ClampedArray(1024).map((_, i) => (i % 4 === 3 ? 255 : 200));
    const weights = Uint8Array.from({ length: 256 }, (_, i) => i);
    composeFill(pixels, area, fillOf(area, patch, weights));
    for (let i = 0; i < 256; i++) {
      expect(pixels[i * 4]).toBe(Math.round((i / 255) * 200 + (1 - i / 255) * 40));
      expect(pixels[i * 4 + 3]).toBe(255);
    }
  });
});
