import { isEmptyRect } from '../../../../workers/shared/geometry/rect.ts';
import { paintRect } from '../../mask/shapes.ts';
import { latest, type Tool, type ToolEvent } from '../tool.ts';
import { boxBetween } from './box.ts';

/** Adds a rectangle to the mask; Alt subtracts, Shift keeps it square. */
export const rectangleTool: Tool = {
  id: 'rectangle',
  cursor: 'cross',
  paints: true,
  begin(start, context) {
    const corner = latest(start);
    const boxAt = (event: ToolEvent) => boxBetween(corner, latest(event), event.shift, context.canvas);
    return {
      move: (event) => context.showMarquee(boxAt(event)),
      complete(event) {
        context.showMarquee(null);
        const box = boxAt(event);
        if (isEmptyRect(box)) return;
        context.changeMask('commit', (mask) => paintRect(mask, box, event.alt ? 'subtract' : 'add'));
      },
      cancel: () => context.showMarquee(null),
    };
  },
};
