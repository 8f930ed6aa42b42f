import { extendRect, type Sides } from '../../../workers/shared/geometry/growth.ts';
import { intersectRects, isEmptyRect, type Rect } from '../../../workers/shared/geometry/rect.ts';

/** Throws RangeError unless the sides are whole pixels and leave a piece of the canvas. */
export function checkSides(sides: Sides, canvas: Rect): void {
  const { left, top, right, bottom } = sides;
  const whole = [left, top, right, bottom].every(Number.isInteger);
  if (whole && !isEmptyRect(intersectRects(extendRect(canvas, sides), canvas))) return;
  throw new RangeError(`a canvas does not change by ${left}, ${top}, ${right}, ${bottom} pixels`);
}
