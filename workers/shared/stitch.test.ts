import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restitch, stitchMask } from './stitch.ts';

const WIDTH = 60;
const HEIGHT = 40;

/** A mask with a box in it, and the stitch mask it was made with, over the same rectangle. */
function made(box: { x: number; y: number; width: number; height: number }, fade: number) {
  const mask = { width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT) };
  for (let y = box.y; y < box.y + box.height; y++) {
    mask.data.fill(255, y * WIDTH + box.x, y * WIDTH + box.x + box.width);
  }
  const everywhere = new Uint8Array(WIDTH * HEIGHT).fill(1);
  const stitch = stitchMask(mask, everywhere, { width: WIDTH, height: HEIGHT }, fade);
  if (!stitch) throw new Error('empty');
  const { rect } = stitch;
  const hole = { width: rect.width, height: rect.height, data: new Uint8Array(rect.width * rect.height) };
  for (let y = 0; y < rect.height; y++) {
    const from = (y + rect.y) * WIDTH + rect.x;
    hole.data.set(mask.data.subarray(from, from + rect.width), y * rect.width);
  }
  return { hole, made: stitch.mask };
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const box = fc.record({
  x: fc.integer({ min: 12, max: 20 }),
  y: fc.integer({ min: 12, max: 18 }),
  width: fc.integer({ min: 1, max: 20 }),
  height: fc.integer({ min: 1, max: 9 }),
});

test('another edge covers all of the hole and nothing that was not generated', () => {
  fc.assert(
    fc.property(box, fc.integer({ min: 0, max: 9 }), share, share, (rect, fade, feather, grow) => {
      const fill = made(rect, fade);
      const { data } = restitch(fill.hole, fill.made, { feather, grow });
      for (let i = 0; i < data.length; i++) {
        if (fill.hole.data[i]) expect(data[i]).toBe(255);
        if (!fill.made.data[i]) expect(data[i]).toBe(0);
      }
    }),
  );
});

test('the edge that was made comes back as it was; a hard one is the hole alone; a grown one is wider', () => {
  const fill = made({ x: 20, y: 14, width: 12, height: 8 }, 8);
  expect(restitch(fill.hole, fill.made, { feather: 1, grow: 0 })).toBe(fill.made);
  expect(restitch(fill.hole, fill.made, { feather: 0, grow: 0 }).data).toEqual(fill.hole.data);
  const sum = (data: Uint8Array) => data.reduce((total, value) => total + value, 0);
  const widths = [0, 0.3, 0.7].map((grow) =>
    sum(restitch(fill.hole, fill.made, { feather: 0.5, grow }).data),
  );
  expect(widths[1]).toBeGreaterThan(widths[0] as number);
  expect(widths[2]).toBeGreaterThan(widths[1] as number);
  const softer = [0.2, 0.6].map((feather) => sum(restitch(fill.hole, fill.made, { feather, grow: 0 }).data));
  expect(softer[1]).toBeGreaterThan(softer[0] as number);
});
