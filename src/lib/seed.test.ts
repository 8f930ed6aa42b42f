import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeSeed, rollSeed, seedForRun, toSeed } from './seed.ts';

describe('seeds', () => {
  it('rolls a new seed for each run unless it is kept', () => {
    expect(seedForRun(7, false, () => 99)).toBe(99);
    expect(seedForRun(7, true, () => 99)).toBe(7);
  });
  it('folds any number into 32 bits', () => {
    expect(toSeed(2 ** 32 + 5)).toBe(5);
    expect(toSeed(-1)).toBe(2 ** 32 - 1);
    expect(toSeed(3.9)).toBe(3);
    expect(toSeed(Number.NaN)).toBe(0);
  });
  it('finds a row of seeds that nobody has, over the end of the numbers too', () => {
    expect(freeSeed(40, 2, new Set([40, 41]))).toBe(42);
    expect(freeSeed(40, 2, new Set([42, 45]))).toBe(43);
    expect(freeSeed(2 ** 32 - 1, 2, new Set([1]))).toBe(2);
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(30)), (after, count, used) => {
        const seed = freeSeed(after, count, new Set(used));
        expect(seed).toBeGreaterThan(after);
        for (let k = 0; k < count; k++) expect(used).not.toContain(seed + k);
      }),
    );
  });
  it('rolls whole numbers that differ', () => {
    const rolled = new Set(Array.from({ length: 20 }, rollSeed));
    expect(rolled.size).toBeGreaterThan(15);
    for (const seed of rolled) expect(toSeed(seed)).toBe(seed);
  });
});
