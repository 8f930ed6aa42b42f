import { rectRegion } from '../../mask/basic-regions.ts';
import { dragShape } from '../drag-shape.ts';
import type { Tool } from '../tool.ts';

/** A rectangle of whole pixels. */
export const rectangleTool: Tool = {
  id: 'rectangle',
  cursor: 'cross',
  paints: true,
  acts: 'drag',
  begin: (event, context) => dragShape(event, context, 'rectangle', rectRegion),
};
