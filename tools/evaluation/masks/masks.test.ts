import { describe, expect, it } from 'vitest';
import { bordersOn, randomBorders, SIDES } from './borders.ts';
import { boxMask } from './boxes.ts';
import { freeformMask, mixedMask, rectangleMask } from './freeform.ts';
import { type Random, seededRandom } from './random.ts';
import { coverage, drawLine, emptyMask, type SquareMask } from './raster.ts';
import { lamaMask, strokeMask } from './strokes.ts';

const SIZE = 256;
const COUNT = 600;

function areas(make: (random: Random) => SquareMask) {
  const random = seededRandom(3);
  const all = Array.from({ length: COUNT }, () => coverage(make(random)));
  const mean = all.reduce((sum, value) => sum + value) / COUNT;
  const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / COUNT);
  return { mean, deviation };
}

/** Mean and deviation of the share of hole in 600 masks: the published generators, and training's own (numpy, cv2). */
const GENERATORS: readonly [string, (random: Random) => SquareMask, number, number][] = [
  ['LaMa thin', (random) => lamaMask(random, SIZE, 'thin'), 0.266, 0.122],
  ['LaMa medium', (random) => lamaMask(random, SIZE, 'medium'), 0.235, 0.134],
  ['LaMa thick', (random) => lamaMask(random, SIZE, 'thick'), 0.26, 0.131],
  ['DeepFill strokes', (random) => freeformMask(random, SIZE), 0.148, 0.078],
  ['strokes of training, thin', (random) => strokeMask(random, SIZE, 'thin'), 0.283, 0.124],
  ['strokes of training, medium', (random) => strokeMask(random, SIZE, 'medium'), 0.274, 0.076],
  ['strokes of training, thick', (random) => strokeMask(random, SIZE, 'thick'), 0.296, 0.13],
  ['boxes of training', (random) => boxMask(random, SIZE), 0.245, 0.119],
  ['borders of training', (random) => randomBorders(random, SIZE), 0.306, 0.119],
];

describe('areas of 600 masks', () => {
  it.each(GENERATORS)('%s', (_name, make, mean, deviation) => {
    const found = areas(make);
    expect(Math.abs(found.mean - mean)).toBeLessThan(0.02);
    expect(Math.abs(found.deviation - deviation)).toBeLessThan(0.02);
  });
});

describe('each mask', () => {
  const MAKERS: readonly [string, (random: Random) => SquareMask][] = [
    ...GENERATORS.map(([name, make]): [string, (random: Random) => SquareMask] => [name, make]),
    ['rectangle', (random) => rectangleMask(random, SIZE)],
    ['mixed', (random) => mixedMask(random, SIZE)],
  ];

  it.each(MAKERS)(
    '%s: the same for the same seed, another for another, never empty, never all',
    (_, make) => {
      const one = make(seededRandom(7));
      expect(make(seededRandom(7)).data).toEqual(one.data);
      expect(make(seededRandom(8)).data).not.toEqual(one.data);
      expect(new Set(one.data)).toEqual(new Set([0, 1]));
    },
  );

  it('a rectangle is one, of the size drawn', () => {
    const random = seededRandom(1);
    for (let i = 0; i < 50; i++) {
      const area = coverage(rectangleMask(random, SIZE)) * SIZE * SIZE;
      expect(area).toBeGreaterThanOrEqual(96 * 96);
      expect(area).toBeLessThanOrEqual(128 * 128);
    }
  });

  it.each([1, 2, 3, 4])('borders on %i sides are where they should be and nowhere else', (count) => {
    const sides = SIDES.slice(0, count);
    const { data } = bordersOn(seededRandom(count), SIZE, sides);
    const middle = SIZE / 2;
    const edges = {
      top: middle,
      right: middle * SIZE + SIZE - 1,
      bottom: SIZE * (SIZE - 1) + middle,
      left: middle * SIZE,
    };
    for (const side of SIDES) expect(data[edges[side]]).toBe(sides.includes(side) ? 1 : 0);
  });
});

describe('a drawn line', () => {
  it('has round caps, and the area of a capsule', () => {
    const mask = emptyMask(SIZE);
    drawLine(mask, [60, 60], [180, 150], 20);
    const expected = 2 * 20 * 150 + Math.PI * 20 * 20;
    expect(Math.abs(coverage(mask) * SIZE * SIZE - expected) / expected).toBeLessThan(0.01);
    expect(mask.data[60 * SIZE + 40]).toBe(1);
    expect(mask.data[45 * SIZE + 45]).toBe(0);
  });

  it('is cut at the edge of the picture', () => {
    const mask = emptyMask(16);
    drawLine(mask, [-50, 8], [50, 8], 1);
    expect(coverage(mask)).toBe(3 / 16);
  });
});
