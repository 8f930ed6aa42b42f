import { copyCommon } from '../../shared/copy-common.ts';
import type { OutpaintStep } from '../../shared/geometry/outpaint-plan.ts';
import { intersectRects, isEmptyRect, moveRect, type Rect } from '../../shared/geometry/rect.ts';
import type { BesidePixels } from './prepare.ts';

/** Most pixels of window and sources together. */
const MOST_PIXELS = 12_000_000;

/** Sources reach back this many times the length of the edge, and are left out when they would be narrower than that. */
const FURTHEST = 1;
const LEAST = 8;

/**
 * The part of the old picture that a step of one side may copy from beyond its window: the nearest one. Null for corners,
 * whose windows show enough, and where nothing lies beyond.
 *
 * @param whole RGBA of the job's window, in place
 * @param known the old picture; nothing else may be copied
 * @param rect the step's window
 */
export function sourcesBeside(
  whole: { readonly data: Uint8ClampedArray; readonly area: Rect },
  known: Rect,
  step: OutpaintStep,
  rect: Rect,
): BesidePixels | null {
  if (step.part === 'corner') return null;
  const level = step.part === 'left' || step.part === 'right';
  const edge = level ? rect.height : rect.width;
  const room = Math.floor(MOST_PIXELS / edge) - (level ? rect.width : rect.height);
  const most = Math.min(FURTHEST * edge, room);
  const beyond = partBeyond(step.part, intersectRects(known, whole.area), rect, most);
  if (isEmptyRect(beyond) || (level ? beyond.width : beyond.height) < LEAST) return null;
  const data = new Uint8ClampedArray(beyond.width * beyond.height * 4);
  copyCommon(whole, { data, area: beyond }, 4);
  return {
    image: { width: beyond.width, height: beyond.height, data },
    at: OPPOSITE[step.part],
    readable: moveRect(intersectRects(known, rect), -rect.x, -rect.y),
  };
}

const OPPOSITE = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' } as const;

/** Of the old picture what lies behind the window as seen from the step, over the window's own length of the edge. */
function partBeyond(part: keyof typeof OPPOSITE, known: Rect, rect: Rect, most: number): Rect {
  const { x, y, width, height } = rect;
  const right = known.x + known.width;
  const bottom = known.y + known.height;
  switch (part) {
    case 'right': {
      const end = Math.min(x, right);
      const start = Math.max(known.x, end - most);
      return { x: start, y, width: end - start, height };
    }
    case 'left': {
      const start = Math.max(x + width, known.x);
      return { x: start, y, width: Math.min(right, start + most) - start, height };
    }
    case 'bottom': {
      const end = Math.min(y, bottom);
      const start = Math.max(known.y, end - most);
      return { x, y: start, width, height: end - start };
    }
    case 'top': {
      const start = Math.max(y + height, known.y);
      return { x, y: start, width, height: Math.min(bottom, start + most) - start };
    }
  }
}
