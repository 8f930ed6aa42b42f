import { beginStroke } from '../brush/stroke.ts';
import type { Tool } from '../tool.ts';

/** Takes away from the mask. */
export const eraserTool: Tool = {
  id: 'eraser',
  cursor: 'brush',
  paints: true,
  begin: (event, context) => beginStroke(event, context, 'subtract'),
};
