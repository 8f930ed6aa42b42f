import type { Tool } from '../tool.ts';
import { beginPolygon } from './placing.ts';

/**
 * Corners, press by press. A press near the first one, or twice in one place, or Enter closes; Backspace takes the last
 * corner back, Escape all.
 */
export const polygonTool: Tool = {
  id: 'polygon',
  cursor: 'cross',
  paints: true,
  acts: 'press',
  begin: beginPolygon,
};
