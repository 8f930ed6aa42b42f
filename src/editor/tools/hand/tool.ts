import type { Gesture, Tool, ToolContext, ToolEvent } from '../tool.ts';

/** Moves the view with the pointer. A pan is not an edit: cancel leaves the view where it is. */
export const handTool: Tool = {
  id: 'hand',
  cursor: 'hand',
  paints: false,
  acts: 'drag',
  begin(start: ToolEvent, context: ToolContext): Gesture {
    let last = start.screen;
    const follow = (event: ToolEvent) => {
      context.panBy(event.screen.x - last.x, event.screen.y - last.y);
      last = event.screen;
    };
    return { move: follow, complete: follow, cancel: () => {} };
  },
};
