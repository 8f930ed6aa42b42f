import { isNoGrowth, type Sides } from '../../shared/geometry/growth.ts';
import { type OutpaintStep, steppedGrowth } from '../../shared/geometry/outpaint-plan.ts';
import type { Rect, Size } from '../../shared/geometry/rect.ts';
import type { FillJob } from '../../shared/job.ts';
import type { MaskBuffer } from '../../shared/pixels.ts';

/** How a picture grows step by step. */
export interface Growth {
  /** Place of the old picture in the grown one. */
  readonly known: Rect;
  readonly steps: readonly OutpaintStep[];
}

/**
 * The steps in which an `expand` job is to be made; null where it is no such job, its mask is not simply all round a
 * rectangle, or one pass is the better way.
 */
export function growthSteps(job: FillJob): Growth | null {
  if (job.intent !== 'expand' || job.stepPx === 0) return null;
  const known = knownRect(job.window.mask, job.window.rect, job.picture);
  if (!known) return null;
  const sides = sidesAround(known, job.picture);
  if (isNoGrowth(sides)) return null;
  const steps = steppedGrowth({
    picture: { width: known.width, height: known.height },
    sides,
    nativeSize: job.nativeSize,
    stepPx: job.stepPx,
  });
  return steps && { known, steps };
}

function sidesAround(known: Rect, picture: Size): Sides {
  return {
    left: known.x,
    top: known.y,
    right: picture.width - known.x - known.width,
    bottom: picture.height - known.y - known.height,
  };
}

/**
 * The rectangle of the picture that a mask leaves out, where all else is filled in full; null where it is none. Beyond
 * the window, which covers all that is filled, everything is known.
 */
export function knownRect(mask: MaskBuffer, window: Rect, picture: Size): Rect | null {
  const { width, height, data } = mask;
  const first = data.indexOf(0);
  if (first < 0) return null;
  const last = data.lastIndexOf(0);
  const top = Math.floor(first / width);
  const bottom = Math.floor(last / width) + 1;
  const left = first % width;
  const right = (last % width) + 1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const inside = x >= left && x < right && y >= top && y < bottom;
      if (data[row + x] !== (inside ? 0 : 255)) return null;
    }
  }
  const x = left === 0 ? 0 : window.x + left;
  const y = top === 0 ? 0 : window.y + top;
  return {
    x,
    y,
    width: (right === width ? picture.width : window.x + right) - x,
    height: (bottom === height ? picture.height : window.y + bottom) - y,
  };
}
