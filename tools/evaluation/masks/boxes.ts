import type { Random } from './random.ts';
import { coverage, drawBox, emptyMask, type SquareMask } from './raster.ts';

/** Rectangles of LaMa's settings, in pixels of a picture of 256; ranges are inclusive. */
export interface BoxSettings {
  readonly times: readonly [fewest: number, most: number];
  readonly side: readonly [shortest: number, longest: number];
  /** Distance kept from the picture's edge. */
  readonly margin: number;
}

/** What training draws: one to four boxes. */
export const TRAINING_BOXES: BoxSettings = { times: [1, 4], side: [30, 150], margin: 10 };

/** A picture of which more than this is missing is no inpainting case any more. */
export const LARGEST_AREA = 0.5;

/**
 * Overlapping rectangles (LaMa, Suvorov et al. 2022, arXiv:2109.07161). No further one is drawn once more than half of
 * the picture is hole.
 *
 * @param size side of the picture; settings scale with `size / 256`
 */
export function boxMask(random: Random, size: number, settings: BoxSettings = TRAINING_BOXES): SquareMask {
  const { times, side } = settings;
  const scale = size / 256;
  const margin = Math.round(settings.margin * scale);
  const mask = emptyMask(size);
  const count = random.integer(times[0], times[1] + 1);
  for (let i = 0; i < count && coverage(mask) <= LARGEST_AREA; i++) {
    const width = Math.trunc(random.integer(side[0], side[1] + 1) * scale);
    const height = Math.trunc(random.integer(side[0], side[1] + 1) * scale);
    const x = random.integer(margin, size - margin - width + 1);
    const y = random.integer(margin, size - margin - height + 1);
    drawBox(mask, x, y, width, height);
  }
  return mask;
}
