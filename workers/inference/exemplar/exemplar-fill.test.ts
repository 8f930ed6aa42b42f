import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exemplarFill } from './exemplar-fill.ts';
import type { HoledPlane } from './plane.ts';
import { solveField } from './solve.ts';
import { PATCH_RADIUS } from './sources.ts';

type Colour = (x: number, y: number) => number;

/** A picture of `colour` with the rectangle as hole; the guess inside is mid grey. */
function picture(
  width: number,
  height: number,
  colour: Colour,
  isHole: (x: number, y: number) => boolean,
): HoledPlane {
  const data = new Float32Array(width * height * 3);
  const hole = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      hole[i] = isHole(x, y) ? 1 : 0;
      for (let c = 0; c < 3; c++) data[i * 3 + c] = hole[i] ? 128 : colour(x + c, y);
    }
  }
  return { width, height, channels: 3, data, hole };
}

const box = (left: number, top: number, right: number, bottom: number) => (x: number, y: number) =>
  x >= left && x < right && y >= top && y < bottom;

const checks: Colour = (x, y) => ((Math.floor(x / 4) + Math.floor(y / 4)) % 2 === 0 ? 40 : 210);

describe('exemplar fill', () => {
  it('continues a periodic texture exactly', () => {
    const filled = picture(96, 80, checks, box(40, 30, 56, 46));
    expect(exemplarFill(filled, { seed: 1 })).toBe(true);
    const truth = picture(96, 80, checks, () => false);
    let wrong = 0;
    for (let i = 0; i < truth.data.length; i++) {
      if (Math.abs((truth.data[i] as number) - (filled.data[i] as number)) > 1) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it('never reads from the hole: matches are whole known patches and no guess leaks out', () => {
    const start = picture(70, 60, (x, y) => 60 + ((x * 7 + y * 13) % 50), box(25, 20, 45, 40));
    for (let i = 0; i < start.hole.length; i++) if (start.hole[i]) start.data.fill(5000, i * 3, i * 3 + 3);
    const solution = solveField(start, { seed: 3 });
    if (!solution) throw new Error('no solution');
    for (const target of solution.domain.targets) {
      const source = solution.field.match[target] as number;
      for (let dy = -PATCH_RADIUS; dy <= PATCH_RADIUS; dy++) {
        for (let dx = -PATCH_RADIUS; dx <= PATCH_RADIUS; dx++) {
          expect(start.hole[source + dy * 70 + dx]).toBe(0);
        }
      }
    }
    expect(exemplarFill(start, { seed: 3 })).toBe(true);
    // copied values end at 109; the seam correction may add a little
    expect(Math.max(...start.data)).toBeLessThan(125);
  });

  it('reads only where it is allowed to', () => {
    const colour: Colour = (x) => (x < 40 ? 50 : 200);
    const start = picture(80, 40, colour, box(30, 12, 38, 24));
    const allowed = Uint8Array.from({ length: 80 * 40 }, (_, i) => (i % 80 >= 48 ? 1 : 0));
    expect(exemplarFill(start, { seed: 3, allowed })).toBe(true);
    expect(start.data[(18 * 80 + 34) * 3]).toBe(200);
  });

  it('gives the same bytes for the same seed and others for another', () => {
    const noise: Colour = (x, y) => ((Math.imul(x + 1, 2654435761) ^ Math.imul(y + 1, 40503)) >>> 8) % 256;
    const run = (seed: number): Float32Array => {
      const filled = picture(90, 80, noise, box(26, 22, 64, 56));
      exemplarFill(filled, { seed });
      return filled.data;
    };
    for (const seed of [7, 8, 9]) expect(run(seed)).toEqual(run(seed));
    expect(run(7)).not.toEqual(run(8));
  });

  it('keeps known pixels and stays finite at all sizes, with holes anywhere', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40)),
        fc.integer({ min: 4, max: 40 }),
        (width, height, [left, top, right, bottom], solveSide) => {
          const colour: Colour = (x, y) => (x * 5 + y * 3) % 256;
          const filled = picture(width, height, colour, box(left, top, left + right, top + bottom));
          const before = filled.data.slice();
          exemplarFill(filled, { seed: 1, solveSide });
          for (let i = 0; i < filled.hole.length; i++) {
            for (let c = 0; c < 3; c++) {
              const value = filled.data[i * 3 + c] as number;
              if (!Number.isFinite(value)) return false;
              if (filled.hole[i] === 0 && value !== before[i * 3 + c]) return false;
            }
          }
          return true;
        },
      ),
      { numRuns: 120, seed: 11 },
    );
  });

  it('fills a hole that touches every border', () => {
    const cross = (x: number, y: number): boolean => Math.abs(x - 40) < 4 || Math.abs(y - 30) < 4;
    const filled = picture(80, 60, checks, cross);
    expect(exemplarFill(filled, { seed: 2 })).toBe(true);
    const values = filled.data.filter((_, i) => filled.hole[Math.floor(i / 3)] === 1);
    expect(values.some((v) => v < 60) && values.some((v) => v > 190)).toBe(true);
  });

  it('copies sharp detail when the field was solved at a smaller scale', () => {
    const filled = picture(240, 240, checks, box(80, 80, 160, 160));
    expect(exemplarFill(filled, { seed: 4, solveSide: 40 })).toBe(true);
    const hole = filled.data.filter((_, i) => filled.hole[Math.floor(i / 3)] === 1);
    const sharp = hole.filter((v) => v < 60 || v > 190).length / hole.length;
    expect(sharp).toBeGreaterThan(0.7);
  });
});
