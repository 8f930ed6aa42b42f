import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDifference } from '../testing/bytes.ts';
import { applyDelta, deltaBetween, turnsAll } from './tile-delta.ts';

const runs = fc.array(
  fc.record({ value: fc.integer({ min: 0, max: 255 }), length: fc.integer({ min: 1, max: 20_000 }) }),
  { minLength: 1, maxLength: 6 },
);
const LENGTH = 40_000;

function spread(parts: readonly { value: number; length: number }[]): Uint8Array {
  const data = new Uint8Array(LENGTH);
  let at = 0;
  for (const { value, length } of parts) {
    data.fill(value, at, at + length);
    at += length;
  }
  return data;
}

test('a delta leads from either side to the other', () => {
  fc.assert(
    fc.property(runs, runs, (a, b) => {
      const before = spread(a);
      const after = spread(b);
      const delta = deltaBetween(before, after);
      if (!delta) {
        expect(firstDifference(before, after)).toBe(-1);
        return;
      }
      const values = before.slice();
      applyDelta(values, delta);
      expect(firstDifference(values, after)).toBe(-1);
      applyDelta(values, delta);
      expect(firstDifference(values, before)).toBe(-1);
    }),
    { numRuns: 50 },
  );
});

test('noise survives too, and equal tiles have no delta', () => {
  const noise = Uint8Array.from({ length: 10_000 }, (_, i) => (i * i * 31) & 255);
  const delta = deltaBetween(new Uint8Array(10_000), noise);
  const values = new Uint8Array(10_000);
  if (delta) applyDelta(values, delta);
  expect(firstDifference(values, noise)).toBe(-1);
  expect(deltaBetween(noise, noise.slice())).toBeNull();
});

test('a tile that is filled whole costs a few bytes', () => {
  const delta = deltaBetween(new Uint8Array(512 * 512), new Uint8Array(512 * 512).fill(255));
  expect(delta?.byteLength).toBeLessThan(6);
  expect(delta && turnsAll(delta, 512 * 512)).toBe(true);
});

test('only the turn of a whole tile is told as one', () => {
  const none = new Uint8Array(1000);
  const all = new Uint8Array(1000).fill(255);
  const most = Uint8Array.from(all, (value, i) => (i === 999 ? 0 : value));
  const grey = new Uint8Array(1000).fill(200);
  const whole = (after: Uint8Array, before = none) => {
    const delta = deltaBetween(before, after);
    return delta && turnsAll(delta, 1000);
  };
  expect([whole(all), whole(none, all), whole(most), whole(grey)]).toEqual([true, true, false, false]);
});
