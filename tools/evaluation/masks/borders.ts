import type { Random } from './random.ts';
import { coverage, emptyMask, type SquareMask } from './raster.ts';

export const SIDES = ['top', 'right', 'bottom', 'left'] as const;
export type Side = (typeof SIDES)[number];

/** A border is 4 to 25 % of the side deep, a single one up to 45 %; at most 70 % of the picture is missing. */
const SHALLOWEST = 0.04;
const DEEPEST = 0.25;
const DEEPEST_ALONE = 0.45;
const MOST_MISSING = 0.7;

/** Missing borders of the given depth in pixels: what outpainting has to make up. */
export function borderMask(size: number, depth: Readonly<Partial<Record<Side, number>>>): SquareMask {
  const { top = 0, right = 0, bottom = 0, left = 0 } = depth;
  const mask = emptyMask(size);
  mask.data.fill(1);
  for (let y = top; y < size - bottom; y++) mask.data.fill(0, y * size + left, (y + 1) * size - right);
  return mask;
}

/** Borders of random depth on the given sides (LaMa's outpainting masks, deeper as in training). */
export function bordersOn(random: Random, size: number, sides: readonly Side[]): SquareMask {
  const deepest = sides.length === 1 ? DEEPEST_ALONE : DEEPEST;
  for (;;) {
    const depth = Object.fromEntries(
      sides.map((side) => [side, Math.trunc(random.uniform(SHALLOWEST, deepest) * size)]),
    );
    const mask = borderMask(size, depth);
    if (coverage(mask) <= MOST_MISSING) return mask;
  }
}

/** Borders on one to four sides, each with probability 1/2. */
export function randomBorders(random: Random, size: number): SquareMask {
  const drawn = SIDES.filter(() => random.uniform() < 0.5);
  return bordersOn(random, size, drawn.length > 0 ? drawn : [SIDES[random.integer(0, 4)] as Side]);
}
