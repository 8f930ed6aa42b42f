import { workingSize } from './geometry/context.ts';
import type { Rect, Size } from './geometry/rect.ts';

/** Guidance away from the object's name, where that is given as the negative prompt of a removal. */
export const REMOVAL_GUIDANCE = 3;

/** What a removal does where nobody says otherwise: a new start, but for a trace of the picture's own pixels put there. */
export const REMOVAL_DEFAULTS = { guidance: 1, strength: 0.9 } as const;

/** Growth and its least, as a share of the object's box and in model pixels. */
const SHARE = 0.03;
const LEAST = 8;

/**
 * How far the model mask of a removal grows beyond what was painted, in model pixels: 3 % of the box's long side, at
 * least 8. People paint objects tightly, and an edge, a shadow or a fringe of colour left behind tells the model what was
 * there.
 *
 * @param box bounding box of the mask, in picture pixels
 * @param window size of the context window, in picture pixels
 */
export function removalGrowth(box: Rect, window: Size, nativeSize: number): number {
  const working = workingSize(window, nativeSize, 8);
  const modelPixels = Math.max(box.width, box.height) * (working.width / window.width);
  return Math.max(LEAST, Math.ceil(SHARE * modelPixels));
}
