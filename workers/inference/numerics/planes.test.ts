import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cropTopLeft, makePlanes, padMaskMirrored, padMirrored } from './planes.ts';

const side = fc.integer({ min: 1, max: 7 });
const more = fc.integer({ min: 0, max: 20 });

it('padding mirrors without repeating the edge, however often that takes', () => {
  const line = makePlanes(1, 3, 1);
  line.data.set([1, 2, 3]);
  expect([...padMirrored(line, 9, 1).data]).toEqual([1, 2, 3, 2, 1, 2, 3, 2, 1]);
  expect([...padMaskMirrored(Uint8Array.of(1, 0), { width: 2, height: 1 }, { width: 4, height: 2 })]).toEqual(
    [1, 0, 1, 0, 1, 0, 1, 0],
  );
});

it('cropping undoes padding, and every padded value is one of the same channel', () => {
  fc.assert(
    fc.property(side, side, more, more, (width, height, right, below) => {
      const planes = makePlanes(2, width, height);
      planes.data.forEach((_, i) => {
        planes.data[i] = i;
      });
      const padded = padMirrored(planes, width + right, height + below);
      expect([...cropTopLeft(padded, width, height).data]).toEqual([...planes.data]);
      const half = padded.data.length / 2;
      expect(padded.data.subarray(0, half).every((value) => value < width * height)).toBe(true);
      expect(padded.data.subarray(half).every((value) => value >= width * height)).toBe(true);
    }),
  );
});
