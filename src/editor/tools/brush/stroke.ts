import { type PaintMode, paintLine } from '../../mask/paint-line.ts';
import { type Gesture, latest, type ToolContext, type ToolEvent } from '../tool.ts';

/** A stroke: every sample is joined to the one before it; one undo entry when the pointer lifts. */
export function beginStroke(start: ToolEvent, context: ToolContext, mode: PaintMode): Gesture {
  const { brush } = context;
  const mark = context.mark();
  let last = start.samples[0] ?? latest(start);

  const extend = (event: ToolEvent) => {
    context.changeMask('live', (mask) => {
      for (const sample of event.samples) {
        paintLine(mask, last, sample, brush, mode);
        last = sample;
      }
    });
  };
  extend(start);

  return {
    move: extend,
    complete(event) {
      const end = latest(event);
      if (end.x !== last.x || end.y !== last.y) extend(event);
      context.changeMask('commit', () => {});
    },
    cancel: () => context.bailTo(mark),
  };
}
