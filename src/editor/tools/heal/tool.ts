import { beginRetouch } from '../retouch/stroke.ts';
import type { Tool } from '../tool.ts';
import { healed } from './membrane.ts';

/** Paints with the texture from elsewhere and the colour and light of what is around the stroke. */
export const healTool: Tool = {
  id: 'heal',
  cursor: 'brush',
  paints: true,
  acts: 'drag',
  begin: (event, context) => beginRetouch(event, context, 'heal', healed),
};
