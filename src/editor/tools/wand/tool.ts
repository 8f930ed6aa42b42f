import { applyRegion } from '../../mask/region.ts';
import { Modifiers } from '../modifiers.ts';
import { latest, type Tool } from '../tool.ts';
import { findSimilar, type Similar, similarRegion } from './similar.ts';

/** Selects what has the colour that was pressed, as it is shown. */
export const wandTool: Tool = {
  id: 'wand',
  cursor: 'cross',
  paints: true,
  acts: 'press',
  begin(start, context) {
    const { options, grid, tileAt } = context;
    const { mode } = new Modifiers(start, options.mode);
    return {
      move: () => {},
      complete(event) {
        const { x, y } = latest(event);
        const at = { x: Math.floor(x), y: Math.floor(y) };
        context.paint(function* (mask) {
          const similar: Similar = yield* findSimilar(grid, tileAt, at, options);
          yield* applyRegion(mask, similarRegion(grid, similar), mode);
        });
      },
      cancel: () => {},
    };
  },
};
