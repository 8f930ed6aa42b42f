import { beginStroke } from '../brush/stroke.ts';
import type { Tool } from '../tool.ts';

/** Takes away from the mask, whatever the mode. */
export const eraserTool: Tool = {
  id: 'eraser',
  cursor: 'brush',
  paints: true,
  acts: 'drag',
  begin: (event, context) => beginStroke(event, context, 'subtract'),
};
