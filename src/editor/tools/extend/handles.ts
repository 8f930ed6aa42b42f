import type { Sides } from '../../../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../../../workers/shared/geometry/rect.ts';
import type { Point } from '../../mask/capsule.ts';
import type { ToolCursor } from '../tool.ts';

/** What a drag holds: for each axis the side that follows the pointer, or none. */
export interface Handle {
  readonly across: 'left' | 'right' | null;
  readonly down: 'top' | 'bottom' | null;
}

/** The sides that a handle holds, one or two. */
export function sidesOf({ across, down }: Handle): readonly (keyof Sides)[] {
  return [across, down].filter((side) => side !== null);
}

/**
 * The handle of `frame` at a point: within `reach` of an edge, of two of them at a corner. Where the frame is small, the
 * nearer of two opposite edges. Null elsewhere. All in the same units.
 */
export function handleAt(point: Point, frame: Rect, reach: number): Handle | null {
  const right = frame.x + frame.width;
  const bottom = frame.y + frame.height;
  const inReach =
    point.x >= frame.x - reach &&
    point.x <= right + reach &&
    point.y >= frame.y - reach &&
    point.y <= bottom + reach;
  if (!inReach) return null;
  const fromLeft = Math.abs(point.x - frame.x);
  const fromRight = Math.abs(point.x - right);
  const fromTop = Math.abs(point.y - frame.y);
  const fromBottom = Math.abs(point.y - bottom);
  const across = Math.min(fromLeft, fromRight) > reach ? null : fromLeft < fromRight ? 'left' : 'right';
  const down = Math.min(fromTop, fromBottom) > reach ? null : fromTop < fromBottom ? 'top' : 'bottom';
  return across || down ? { across, down } : null;
}

/** What the pointer looks like over a handle. */
export function handleCursor({ across, down }: Handle): ToolCursor {
  if (!down) return 'across';
  if (!across) return 'down';
  return (across === 'left') === (down === 'top') ? 'falling' : 'rising';
}
