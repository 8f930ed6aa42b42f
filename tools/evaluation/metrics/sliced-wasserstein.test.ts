import { describe, expect, it } from 'vitest';
import { seededRandom } from '../masks/random.ts';
import { disc, fractalTexture, pictureOf } from './pictures.test-support.ts';
import { laplacianPyramid } from './pyramid.ts';
import { patchDistance, slicedWasserstein } from './sliced-wasserstein.ts';

describe('slicedWasserstein', () => {
  it('of a set and the same set moved is the mean length of the move along a random direction', () => {
    const dimensions = 50;
    const random = seededRandom(1);
    const points = Float32Array.from({ length: 40 * dimensions }, () => random.normal(0, 1));
    const moved = points.map((value) => value + 1);
    // |v| times the mean |coordinate| of a random unit vector, about sqrt(2 / (pi d)); here |v| is sqrt(d).
    const expected = Math.sqrt(2 / Math.PI);
    expect(Math.abs(slicedWasserstein(points, moved, dimensions, random) - expected)).toBeLessThan(0.15);
    expect(slicedWasserstein(points, points, dimensions, random)).toBe(0);
  });

  it('does not care for the order of the points', () => {
    const points = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect(slicedWasserstein(points, Float32Array.of(5, 6, 1, 2, 3, 4), 2, seededRandom(2))).toBe(0);
  });
});

it('the levels of a pyramid add up to the picture again', () => {
  const picture = fractalTexture(32, 1, 40, 1);
  const levels = laplacianPyramid(picture, 1);
  expect([...(levels[0]?.data.subarray(0, 5) ?? [])]).toEqual(
    [0, 1, 2, 3, 4].map((i) => picture.data[4 * i]),
  );
  const flat = laplacianPyramid(
    pictureOf(33, 21, () => 90),
    4,
  );
  expect(flat.map(({ width, height }) => [width, height])).toEqual([
    [33, 21],
    [17, 11],
    [9, 6],
    [5, 3],
  ]);
  // A flat picture is all in the last level (its edges too, where the mirror meets an odd size).
  for (const value of flat.at(-1)?.data ?? []) expect(value).toBeCloseTo(90, 3);
  for (const value of flat[0]?.data ?? []) expect(Math.abs(value)).toBeLessThan(1e-3);
});

describe('patchDistance', () => {
  const hole = disc(128, 128, 64, 64, 40);
  const truth = fractalTexture(128, 1, 40, 3);
  const at = (x: number, y: number) =>
    truth.data[4 * (((y + 128) % 128) * 128 + ((x + 128) % 128))] as number;
  const inHole = (value: (x: number, y: number) => number) =>
    pictureOf(128, 128, (x, y) => (hole[y * 128 + x] ? value(x, y) : at(x, y)));
  const distance = (filled: ReturnType<typeof inHole>) => patchDistance({ filled, truth, hole });

  it('another piece of the same texture is nearer than a blur, and a blur nearer than one colour', () => {
    const shifted = distance(inHole((x, y) => at(x + 37, y + 51)));
    const blurred = distance(
      inHole((x, y) => {
        let sum = 0;
        for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) sum += at(x + dx, y + dy);
        return sum / 25;
      }),
    );
    const flat = distance(inHole(() => 128));
    expect(shifted).toBeLessThan(0.6 * blurred);
    expect(blurred).toBeLessThan(flat);
    expect(distance(truth)).toBe(0);
  });
});
