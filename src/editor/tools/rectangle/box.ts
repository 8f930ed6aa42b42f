import { intersectRects, type Rect } from '../../../../workers/shared/geometry/rect.ts';
import type { Point } from '../../mask/capsule.ts';

/** The whole pixels between two corners, inside the canvas; `square` makes both sides as long as the longer one. */
export function boxBetween(a: Point, b: Point, square: boolean, canvas: Rect): Rect {
  let dx = b.x - a.x;
  let dy = b.y - a.y;
  if (square) {
    const side = Math.max(Math.abs(dx), Math.abs(dy));
    dx = dx < 0 ? -side : side;
    dy = dy < 0 ? -side : side;
  }
  const x = Math.round(Math.min(a.x, a.x + dx));
  const y = Math.round(Math.min(a.y, a.y + dy));
  const right = Math.round(Math.max(a.x, a.x + dx));
  const bottom = Math.round(Math.max(a.y, a.y + dy));
  return intersectRects({ x, y, width: right - x, height: bottom - y }, canvas);
}
