import { ellipseRegion } from '../../mask/basic-regions.ts';
import { dragShape } from '../drag-shape.ts';
import type { Tool } from '../tool.ts';

/** The ellipse in a dragged box. */
export const ellipseTool: Tool = {
  id: 'ellipse',
  cursor: 'cross',
  paints: true,
  acts: 'drag',
  begin: (event, context) => dragShape(event, context, 'ellipse', ellipseRegion),
};
