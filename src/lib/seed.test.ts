import { describe, expect, it } from 'vitest';
import { rollSeed, seedForRun, toSeed } from './seed.ts';

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
  it('rolls whole numbers that differ', () => {
    const rolled = new Set(Array.from({ length: 20 }, rollSeed));
    expect(rolled.size).toBeGreaterThan(15);
    for (const seed of rolled) expect(toSeed(seed)).toBe(seed);
  });
});
