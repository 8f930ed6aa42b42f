import { boxBetween } from '../box.ts';
import { type Gesture, latest, type Tool, type ToolContext, type ToolEvent } from '../tool.ts';

const STEP = 2;
/** A drag shorter than this, in CSS pixels, is a click. */
const CLICK_PX = 6;

/** A click zooms in, with Alt out; a dragged box is shown as large as it goes. */
export const zoomTool: Tool = {
  id: 'zoom',
  cursor: 'zoom',
  paints: false,
  acts: 'press',
  begin(start: ToolEvent, context: ToolContext): Gesture {
    const corner = latest(start);
    const boxTo = (event: ToolEvent) =>
      boxBetween(corner, latest(event), { equal: false, fromCentre: false });
    const isClick = ({ screen }: ToolEvent) =>
      Math.max(Math.abs(screen.x - start.screen.x), Math.abs(screen.y - start.screen.y)) < CLICK_PX;
    return {
      move: (event) => context.showOutline(isClick(event) ? null : { kind: 'rectangle', rect: boxTo(event) }),
      complete(event) {
        context.showOutline(null);
        if (isClick(event)) context.zoomBy(event.alt ? 1 / STEP : STEP, event.screen);
        else context.zoomToRect(boxTo(event));
      },
      cancel: () => context.showOutline(null),
    };
  },
};
