import type { Point } from '../../mask/capsule.ts';
import { polygonRegion } from '../../mask/polygon-region.ts';
import { applyRegion } from '../../mask/region.ts';
import { Modifiers } from '../modifiers.ts';
import { type Gesture, latest, type ToolContext, type ToolEvent } from '../tool.ts';

/** Points nearer than this to the one before, in CSS pixels, say nothing new. */
const APART_PX = 0.5;

/** The line while it is drawn. */
export function beginLasso(start: ToolEvent, context: ToolContext): Gesture {
  const { mode } = new Modifiers(start, context.options.mode);
  const points: Point[] = [latest(start)];

  const extend = (event: ToolEvent) => {
    for (const { x, y } of event.samples) {
      const last = points.at(-1) as Point;
      if (Math.hypot(x - last.x, y - last.y) * context.zoom >= APART_PX) points.push({ x, y });
    }
    context.showOutline({ kind: 'path', points, closes: false });
  };
  return {
    move: extend,
    complete(event) {
      extend(event);
      context.showOutline(null);
      if (points.length > 2) context.paint((mask) => applyRegion(mask, polygonRegion(points), mode));
    },
    cancel: () => context.showOutline(null),
  };
}
