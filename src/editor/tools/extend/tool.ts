import { extendRect } from '../../../../workers/shared/geometry/growth.ts';
import { handTool } from '../hand/tool.ts';
import { latest, type Tool, type ToolContext, type ToolEvent } from '../tool.ts';
import { dragSides } from './drag-sides.ts';
import { type Handle, handleAt, handleCursor } from './handles.ts';

/** How near a handle has to be, in CSS pixels; fingers get 44 pixels of target. */
const REACH = { mouse: 12, pen: 16, touch: 22, keyboard: 12 } as const;
/** Amounts within this many CSS pixels of 0 or of a common ratio jump there. */
const SNAP = 7;

/**
 * Drags the canvas's edges: outward adds, inward cuts, and nothing is made yet. Alt moves both sides, Shift keeps the
 * ratio, Ctrl turns snapping off. Anywhere else the picture is moved.
 */
export const extendTool: Tool = {
  id: 'extend',
  cursor: 'hand',
  paints: true,
  acts: 'drag',
  cursorAt(at, context) {
    const handle = handleUnder(at, context, 'mouse');
    return handle && handleCursor(handle);
  },
  begin(start, context) {
    const handle = handleUnder(latest(start), context, start.device);
    const sides = context.extent;
    if (!handle || !sides) return handTool.begin(start, context);
    const from = latest(start);
    const drag = (event: ToolEvent) => {
      const to = latest(event);
      context.setExtent(
        dragSides({
          canvas: context.canvas,
          start: sides,
          handle,
          by: { x: to.x - from.x, y: to.y - from.y },
          both: event.alt,
          keepRatio: event.shift,
          snap: event.ctrl ? null : SNAP / context.zoom,
        }),
      );
    };
    return {
      cursor: handleCursor(handle),
      move(event) {
        drag(event);
        context.yieldAtRim(event.screen);
      },
      complete(event) {
        drag(event);
        context.settleView();
      },
      cancel: () => context.setExtent(sides),
    };
  },
};

function handleUnder(
  at: { readonly x: number; readonly y: number },
  context: Pick<ToolContext, 'canvas' | 'zoom' | 'extent'>,
  device: ToolEvent['device'],
): Handle | null {
  if (!context.extent) return null;
  return handleAt(at, extendRect(context.canvas, context.extent), REACH[device] / context.zoom);
}
