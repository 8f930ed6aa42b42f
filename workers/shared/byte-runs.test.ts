import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runEnd, wordsOf } from './byte-runs.ts';

it('ends a run where reading byte by byte ends it, wherever the bytes begin', () => {
  const runs = fc.array(fc.tuple(fc.constantFrom(0, 7, 255), fc.integer({ min: 1, max: 23 })), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(runs, fc.nat(5), fc.nat(100), fc.nat(100), (parts, offset, a, b) => {
      const flat = parts.flatMap(([value, length]) => Array<number>(length).fill(value));
      const bytes = new Uint8Array(flat.length + offset).subarray(offset);
      bytes.set(flat);
      const [from, end] = [a % (flat.length + 1), b % (flat.length + 1)].sort((x, y) => x - y);
      for (const value of [0, 7, 255]) {
        let expected = from as number;
        while (expected < (end as number) && flat[expected] === value) expected++;
        expect(runEnd(bytes, wordsOf(bytes), value, from as number, end as number)).toBe(expected);
      }
    }),
    { numRuns: 300 },
  );
});
