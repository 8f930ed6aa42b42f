import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import { applyRegion, type Region } from '../mask/region.ts';
import { boxBetween, isOnCanvas } from './box.ts';
import { Modifiers } from './modifiers.ts';
import type { Outline } from './outline.ts';
import { type Gesture, latest, type ToolContext, type ToolEvent } from './tool.ts';

/** Drags the box of a shape and combines the shape with the mask when the pointer lifts. */
export function dragShape(
  start: ToolEvent,
  context: ToolContext,
  kind: Exclude<Outline['kind'], 'path'>,
  regionOf: (box: Rect) => Region,
): Gesture {
  const corner = latest(start);
  const modifiers = new Modifiers(start, context.options.mode);
  const boxAt = (event: ToolEvent) => boxBetween(corner, latest(event), modifiers.read(event));
  return {
    move: (event) => context.showOutline({ kind, rect: boxAt(event) }),
    complete(event) {
      context.showOutline(null);
      const box = boxAt(event);
      if (isOnCanvas(box, context.canvas)) {
        context.paint((mask) => applyRegion(mask, regionOf(box), modifiers.mode));
      }
    },
    cancel: () => context.showOutline(null),
  };
}
