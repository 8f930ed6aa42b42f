import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistance } from '../../shared/distance.ts';
import { maskBounds } from '../../shared/geometry/mask-bounds.ts';
import { stitchMask } from '../../shared/stitch.ts';
import { fillHoles, maxPool, modelMask } from './mask.ts';

const bits = (width: number, height: number) =>
  fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 1 });
/** Dots of random values on an empty 32 x 24 mask. */
const dots = fc.array(fc.tuple(fc.integer({ min: 0, max: 32 * 24 - 1 }), fc.integer({ min: 1, max: 255 })), {
  minLength: 1,
  maxLength: 30,
});
function maskOf(list: readonly (readonly [number, number])[]) {
  const data = new Uint8Array(32 * 24);
  for (const [at, value] of list) data[at] = value;
  return { width: 32, height: 24, data };
}

describe('squaredDistance', () => {
  it('equals the distance by trying every pixel', () => {
    fc.assert(
      fc.property(bits(9, 6), (set) => {
        const out = squaredDistance(set, 9, 6);
        for (let i = 0; i < 54; i++) {
          let best = 1e9;
          for (let j = 0; j < 54; j++) {
            if (!set[j]) continue;
            const dy = Math.floor(i / 9) - Math.floor(j / 9);
            best = Math.min(best, ((i % 9) - (j % 9)) ** 2 + dy * dy);
          }
          expect(out[i]).toBe(best);
        }
      }),
    );
  });
});

describe('fillHoles', () => {
  const ring = (side: number) =>
    Uint8Array.from({ length: 100 }, (_, i) => {
      const x = Math.abs((i % 10) - 4.5);
      const y = Math.abs(Math.floor(i / 10) - 4.5);
      return Math.max(x, y) < side && Math.max(x, y) > side - 1.1 ? 1 : 0;
    });

  it('fills a small enclosed hole and leaves a large one and the outside', () => {
    const small = ring(3);
    fillHoles(small, 10, 10, 16);
    expect(small.reduce((sum, value) => sum + value, 0)).toBe(36);
    const large = ring(3);
    fillHoles(large, 10, 10, 15);
    expect([...large]).toEqual([...ring(3)]);
  });
});

describe('modelMask', () => {
  it('covers every painted pixel at every working size, and grows by the radius', () => {
    const size = fc.record({
      width: fc.integer({ min: 4, max: 64 }),
      height: fc.integer({ min: 4, max: 64 }),
    });
    fc.assert(
      fc.property(dots, size, fc.integer({ min: 0, max: 4 }), (list, working, grow) => {
        const mask = maskOf(list);
        const model = modelMask(mask, working, grow);
        for (const [at] of list) {
          const x = Math.floor((((at % 32) + 0.5) * working.width) / 32);
          const y = Math.floor(((Math.floor(at / 32) + 0.5) * working.height) / 24);
          expect(model[y * working.width + x]).toBe(1);
        }
      }),
    );
    const one = modelMask(maskOf([[12 * 32 + 16, 1]]), { width: 32, height: 24 }, 3);
    expect(one[12 * 32 + 19]).toBe(1);
    expect(one[12 * 32 + 20]).toBe(0);
    expect(one[9 * 32 + 18]).toBe(0);
  });

  it('keeps the inside of a painted frame', () => {
    const data = new Uint8Array(64 * 64).fill(255);
    for (let y = 8; y < 56; y++) data.fill(0, y * 64 + 8, y * 64 + 56);
    const model = modelMask({ width: 64, height: 64, data }, { width: 64, height: 64 }, 4);
    expect(model[32 * 64 + 32]).toBe(0);
  });
});

describe('maxPool', () => {
  it('marks a cell for any set pixel in it', () => {
    fc.assert(
      fc.property(bits(8, 4), (mask) => {
        const cells = maxPool(mask, { width: 8, height: 4 }, 4);
        expect(cells[0]).toBe([0, 1, 2, 3].some((y) => mask.subarray(y * 8, y * 8 + 4).includes(1)) ? 1 : 0);
        expect(cells).toHaveLength(2);
      }),
    );
  });
});

describe('stitchMask', () => {
  it('is full over the hole, never thinner than a soft edge, and 0 beyond the fade and the model mask', () => {
    fc.assert(
      fc.property(dots, fc.integer({ min: 0, max: 6 }), (list, fade) => {
        const mask = maskOf(list);
        const working = { width: 16, height: 16 };
        const model = modelMask(mask, working, 3);
        const stitch = stitchMask(mask, model, working, fade);
        if (!stitch) throw new Error('no stitch mask for a painted mask');
        const { rect } = stitch;
        const distance = squaredDistance(
          mask.data.map((value) => (value > 0 ? 1 : 0)),
          32,
          24,
        );
        let wrong = 0;
        for (let i = 0; i < mask.data.length; i++) {
          const x = (i % 32) - rect.x;
          const y = Math.floor(i / 32) - rect.y;
          const inside = x >= 0 && y >= 0 && x < rect.width && y < rect.height;
          const weight = inside ? (stitch.mask.data[y * rect.width + x] as number) : 0;
          const painted = mask.data[i] as number;
          if (weight < (painted >= 128 ? 255 : painted)) wrong++;
          const away = distance[i] as number;
          if (away > 0 && away >= fade * fade && weight !== 0) wrong++;
        }
        expect(wrong).toBe(0);
        expect(maskBounds(stitch.mask)).toEqual({ x: 0, y: 0, width: rect.width, height: rect.height });
      }),
    );
  });

  it('falls steadily outwards', () => {
    const data = new Uint8Array(32).fill(255, 0, 8);
    const model = new Uint8Array(32).fill(1);
    const stitch = stitchMask({ width: 32, height: 1, data }, model, { width: 32, height: 1 }, 8);
    const weights = [...(stitch?.mask.data ?? [])];
    expect(weights).toHaveLength(15);
    for (let x = 8; x < 15; x++) expect(weights[x]).toBeLessThan(weights[x - 1] as number);
  });

  it('is null for an empty mask', () => {
    const empty = { width: 4, height: 4, data: new Uint8Array(16) };
    expect(stitchMask(empty, new Uint8Array(16).fill(1), empty, 2)).toBeNull();
  });
});
