import type { Tool } from '../tool.ts';
import { beginStroke } from './stroke.ts';

/** Paints the mask; Alt turns the mode round for one stroke. */
export const brushTool: Tool = {
  id: 'brush',
  cursor: 'brush',
  paints: true,
  acts: 'drag',
  begin: (event, context) => {
    const subtracts = (context.options.mode === 'subtract') !== event.alt;
    return beginStroke(event, context, subtracts ? 'subtract' : 'add');
  },
};
