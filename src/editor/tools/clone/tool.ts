import { beginRetouch, type MakePatch } from '../retouch/stroke.ts';
import type { Tool } from '../tool.ts';

const copied: MakePatch = (layer, rect) => layer.pixels(rect).there;

/** Paints with pixels from elsewhere, as they are. */
export const cloneTool: Tool = {
  id: 'clone',
  cursor: 'brush',
  paints: true,
  acts: 'drag',
  begin: (event, context) => beginRetouch(event, context, 'clone', copied),
};
