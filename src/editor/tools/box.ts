import { intersectRects, type Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from '../mask/capsule.ts';
import type { Constraints } from './modifiers.ts';

/** The whole pixels of the box that is dragged from `a` to `b`. */
export function boxBetween(a: Point, b: Point, { equal, fromCentre }: Constraints): Rect {
  let dx = b.x - a.x;
  let dy = b.y - a.y;
  if (equal) {
    const side = Math.round(Math.max(Math.abs(dx), Math.abs(dy)));
    dx = dx < 0 ? -side : side;
    dy = dy < 0 ? -side : side;
  }
  const start = { x: fromCentre ? a.x - dx : a.x, y: fromCentre ? a.y - dy : a.y };
  const x = Math.round(Math.min(start.x, a.x + dx));
  const y = Math.round(Math.min(start.y, a.y + dy));
  const right = Math.round(Math.max(start.x, a.x + dx));
  const bottom = Math.round(Math.max(start.y, a.y + dy));
  return { x, y, width: right - x, height: bottom - y };
}

/** True where some of the box lies on the canvas. */
export function isOnCanvas(box: Rect, canvas: Rect): boolean {
  const { width, height } = intersectRects(box, canvas);
  return width > 0 && height > 0;
}
