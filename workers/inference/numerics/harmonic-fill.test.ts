import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmonicFill } from '../../shared/harmonic-fill.ts';
import { makePlanes } from './planes.ts';

const SIDE = 96;

function worstError(hole: Uint8Array, of: (x: number, y: number) => number): number {
  const planes = makePlanes(3, SIDE, SIDE);
  const truth = Float32Array.from({ length: 3 * SIDE * SIDE }, (_, i) =>
    of(i % SIDE, Math.floor(i / SIDE) % SIDE),
  );
  planes.data.set(truth.map((value, i) => (hole[i % hole.length] ? 99 : value)));
  harmonicFill(planes, hole);
  return planes.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (truth[i] as number))), 0);
}

function rectangle(x0: number, y0: number, x1: number, y1: number): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const x = i % SIDE;
    const y = Math.floor(i / SIDE);
    return x >= x0 && x < x1 && y >= y0 && y < y1 ? 1 : 0;
  });
}

describe('harmonicFill', () => {
  it('gives a constant back exactly, whatever the hole', () => {
    const hole = fc.uint8Array({ minLength: SIDE * SIDE, maxLength: SIDE * SIDE, max: 1 });
    fc.assert(
      fc.property(hole, (given) => {
        given[0] = 0;
        expect(worstError(given, () => 0.25)).toBeLessThan(1e-5);
      }),
      { numRuns: 10 },
    );
  });

  it('continues harmonic functions: a ramp and a saddle, to 1.5 % of their range', () => {
    const square = rectangle(20, 12, 80, 78);
    expect(worstError(square, (x) => x / SIDE)).toBeLessThan(0.015);
    expect(worstError(square, (x, y) => ((x - 48) ** 2 - (y - 48) ** 2) / 48 ** 2)).toBeLessThan(0.03);
  });

  it('runs level into the edge of the picture', () => {
    const planes = makePlanes(3, SIDE, SIDE);
    const hole = rectangle(0, 0, SIDE, 90);
    planes.data.fill(0.6);
    for (let i = 0; i < planes.data.length; i++) if (hole[i % hole.length]) planes.data[i] = 0;
    harmonicFill(planes, hole);
    for (const value of planes.data) expect(value).toBeCloseTo(0.6, 4);
  });

  it('stays within the known values, changes no known one, and does nothing without any', () => {
    const planes = makePlanes(3, 8, 8);
    planes.data.forEach((_, i) => {
      planes.data[i] = Math.sin(i);
    });
    const before = planes.data.slice();
    const hole = new Uint8Array(64).fill(1, 10, 50);
    harmonicFill(planes, hole);
    planes.data.forEach((value, i) => {
      if (!hole[i % 64]) expect(value).toBe(before[i]);
      expect(Math.abs(value)).toBeLessThanOrEqual(1.001);
    });
    harmonicFill(planes, new Uint8Array(64).fill(1));
    expect(Number.isFinite(planes.data[0] as number)).toBe(true);
  });
});
