import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HoledPlane } from './plane.ts';
import { shiftMap } from './shift-map.ts';
import { holeSide, solveField } from './solve.ts';

function picture(
  width: number,
  height: number,
  colour: (x: number, y: number) => number,
  isHole: (x: number, y: number) => boolean,
): HoledPlane {
  const data = new Float32Array(width * height * 3);
  const hole = new Uint8Array(width * height);
  for (let i = 0; i < hole.length; i++) {
    const x = i % width;
    const y = (i - x) / width;
    hole[i] = isHole(x, y) ? 1 : 0;
    data.fill(hole[i] ? 128 : colour(x, y), i * 3, i * 3 + 3);
  }
  return { width, height, channels: 3, data, hole };
}

function mapOf(plane: HoledPlane, seed: number, allowed?: Uint8Array): Int32Array {
  const solution = solveField(plane, { seed, ...(allowed && { allowed }) });
  if (!solution) throw new Error('no solution');
  return shiftMap(plane, plane, solution, { side: holeSide(plane), seed, ...(allowed && { allowed }) });
}

describe('shift map', () => {
  it('copies known and allowed pixels only, and every hole pixel is a copy of one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 22 }),
        fc.integer({ min: 8, max: 22 }),
        fc.boolean(),
        fc.nat(1000),
        (across, down, narrowed, seed) => {
          const plane = picture(
            64,
            56,
            (x, y) => (x * 7 + y * 13) % 90,
            (x, y) => x >= 20 && x < 20 + across && y >= 18 && y < 18 + down,
          );
          const allowed = Uint8Array.from(plane.hole, (_, i) => (narrowed && i % 64 < 14 ? 0 : 1));
          const from = mapOf(plane, seed, allowed);
          return from.every((s, p) =>
            plane.hole[p] === 1 ? s >= 0 && plane.hole[s] === 0 && allowed[s] === 1 : s === -1,
          );
        },
      ),
      { numRuns: 25, seed: 3 },
    );
  });

  it('carries a horizon through the hole without a step', () => {
    const plane = picture(
      96,
      80,
      (x, y) => (y < 40 ? 200 : 60) + ((x * 31 + y * 17) % 11),
      (x, y) => x >= 36 && x < 60 && y >= 28 && y < 52,
    );
    const from = mapOf(plane, 1);
    for (let p = 0; p < from.length; p++) {
      if (plane.hole[p] !== 1) continue;
      expect(Math.floor((from[p] as number) / 96) < 40, `row ${Math.floor(p / 96)}`).toBe(
        Math.floor(p / 96) < 40,
      );
    }
  });

  it('copies pieces, not pixels: few neighbours come from different places', () => {
    const plane = picture(
      96,
      80,
      (x, y) => (Math.imul(x + 1, 2654435761) ^ Math.imul(y + 1, 40503)) & 255,
      (x, y) => x >= 36 && x < 60 && y >= 28 && y < 52,
    );
    const from = mapOf(plane, 1);
    let torn = 0;
    let pairs = 0;
    for (let p = 0; p + 1 < from.length; p++) {
      if (plane.hole[p] !== 1 || plane.hole[p + 1] !== 1) continue;
      pairs++;
      if ((from[p + 1] as number) - (from[p] as number) !== 1) torn++;
    }
    expect(torn / pairs).toBeLessThan(0.2);
  });
});
