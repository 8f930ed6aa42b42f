import type { Tool } from '../tool.ts';
import { beginStroke } from './stroke.ts';

/** Paints the mask. */
export const brushTool: Tool = {
  id: 'brush',
  cursor: 'brush',
  paints: true,
  begin: (event, context) => beginStroke(event, context, 'add'),
};
