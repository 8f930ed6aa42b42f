import { expect, test } from 'vitest';
import { type Beside, fillFromBeside } from './beside.ts';
import { exemplarFill } from './exemplar-fill.ts';
import type { HoledPlane } from './plane.ts';

/** Dark everywhere, with a hole at the end that `at` is not. */
function dark(width: number, height: number, isHole: (x: number, y: number) => boolean): HoledPlane {
  const hole = Uint8Array.from({ length: width * height }, (_, i) =>
    isHole(i % width, Math.floor(i / width)) ? 1 : 0,
  );
  const data = Float32Array.from({ length: width * height * 3 }, (_, i) =>
    hole[Math.floor(i / 3)] ? 0 : 20,
  );
  return { width, height, channels: 3, data, hole };
}

function bright(width: number, height: number): HoledPlane {
  const data = Float32Array.from({ length: width * height * 3 }, (_, i) => 150 + (i % 60));
  return { width, height, channels: 3, data, hole: new Uint8Array(width * height) };
}

const cases: { at: Beside['at']; hole: (x: number, y: number) => boolean }[] = [
  { at: 'left', hole: (x) => x >= 30 },
  { at: 'right', hole: (x) => x < 10 },
  { at: 'top', hole: (_, y) => y >= 30 },
  { at: 'bottom', hole: (_, y) => y < 10 },
];

test.each(cases)(
  'a hole is filled from what stands $at of its picture, and nothing else is touched',
  ({ at, hole }) => {
    const picture = dark(40, 40, hole);
    const before = picture.data.slice();
    const level = at === 'left' || at === 'right';
    const plane = level ? bright(24, 40) : bright(40, 24);
    const allowed = new Uint8Array(40 * 40);
    const filled = fillFromBeside(picture, { plane, at, allowed }, (wide, readable) =>
      exemplarFill(wide, { seed: 1, ...(readable && { allowed: readable }) }),
    );
    expect(filled).toBe(true);
    let deep = 0;
    for (let i = 0; i < picture.hole.length; i++) {
      if (!picture.hole[i]) {
        expect(picture.data.subarray(i * 3, i * 3 + 3)).toEqual(before.subarray(i * 3, i * 3 + 3));
      } else if ((picture.data[i * 3] as number) > 100) deep++;
    }
    // Next to the dark picture the seam is eased; further in the sources show as they are.
    expect(deep).toBeGreaterThan(200);
  },
);

test('a filling that fails leaves the picture as it was', () => {
  const picture = dark(20, 20, (x) => x > 15);
  const before = picture.data.slice();
  const beside = { plane: bright(10, 20), at: 'left' as const, allowed: new Uint8Array(400) };
  expect(fillFromBeside(picture, beside, () => false)).toBe(false);
  expect(picture.data).toEqual(before);
});
