import type { Tool } from '../tool.ts';
import { beginLasso } from './drawing.ts';

/** A line drawn by hand around what is meant; it closes when the pointer lifts. */
export const lassoTool: Tool = {
  id: 'lasso',
  cursor: 'cross',
  paints: true,
  acts: 'drag',
  begin: beginLasso,
};
