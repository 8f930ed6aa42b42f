import type { Point } from '../../mask/capsule.ts';
import { polygonRegion } from '../../mask/polygon-region.ts';
import { applyRegion } from '../../mask/region.ts';
import { Modifiers } from '../modifiers.ts';
import { type Gesture, latest, type ToolContext, type ToolEvent } from '../tool.ts';

/** This near, in CSS pixels, a press means the first corner, or the last one again; fingers are less exact. */
const NEAR_PX = { mouse: 8, pen: 10, touch: 20, keyboard: 4 } as const;

/** With Shift, edges run at multiples of this angle. */
const SNAP = Math.PI / 4;

/** Corners while they are placed: the next one follows the pointer until it lifts. */
export function beginPolygon(start: ToolEvent, context: ToolContext): Gesture {
  const modifiers = new Modifiers(start, context.options.mode);
  const corners: Point[] = [];
  let next: Point | null = latest(start);

  const show = () => {
    const points = next ? [...corners, next] : corners;
    context.showOutline({ kind: 'path', points, closes: corners.length > 2 });
  };
  const follow = (event: ToolEvent) => {
    const last = corners.at(-1);
    const { equal } = modifiers.read(event);
    next = equal && last ? snapped(last, latest(event)) : latest(event);
    show();
  };
  const isNear = (a: Point | undefined, b: Point, event: ToolEvent) =>
    a !== undefined && Math.hypot(a.x - b.x, a.y - b.y) * context.zoom <= NEAR_PX[event.device];
  const close = () => {
    context.showOutline(null);
    const region = polygonRegion(corners);
    if (corners.length > 2) context.paint((mask) => applyRegion(mask, region, modifiers.mode));
  };

  show();
  return {
    move: follow,
    complete: () => {},
    cancel: () => context.showOutline(null),
    presses: {
      press: follow,
      lift(event) {
        follow(event);
        const at = next as Point;
        next = null;
        const first = corners.length > 2 ? corners[0] : undefined;
        if (isNear(first, at, event) || isNear(corners.at(-1), at, event)) {
          if (corners.length > 2) {
            close();
            return true;
          }
        } else corners.push(at);
        show();
        return false;
      },
      drop() {
        next = null;
        show();
      },
      finish: close,
      back() {
        corners.pop();
        show();
        return corners.length > 0;
      },
    },
  };
}

/** `to`, moved so that the line from `from` runs at a multiple of 45 degrees. */
function snapped(from: Point, to: Point): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const angle = Math.round(Math.atan2(dy, dx) / SNAP) * SNAP;
  const length = dx * Math.cos(angle) + dy * Math.sin(angle);
  return { x: from.x + length * Math.cos(angle), y: from.y + length * Math.sin(angle) };
}
