import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMON_RATIOS, ratioName } from './ratio.ts';

it('names what people know, and gives a number for the rest', () => {
  expect(ratioName({ width: 1920, height: 1080 })).toBe('16:9');
  expect(ratioName({ width: 1000, height: 1000 })).toBe('1:1');
  expect(ratioName({ width: 1064, height: 700 })).toBe('1.52:1');
});

it('names a common ratio at any size it can be had to the pixel', () => {
  fc.assert(
    fc.property(fc.constantFrom(...COMMON_RATIOS), fc.integer({ min: 200, max: 9000 }), ([a, b], height) => {
      expect(ratioName({ width: Math.round((height * a) / b), height })).toBe(`${a}:${b}`);
    }),
  );
});
