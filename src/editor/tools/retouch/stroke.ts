import type { Rect } from '../../../../workers/shared/geometry/rect.ts';
import type { MaskBuffer, PixelBuffer } from '../../../../workers/shared/pixels.ts';
import { Stroke } from '../brush/stroke.ts';
import { type Gesture, latest, type ToolContext, type ToolEvent } from '../tool.ts';
import { retouchJob } from './job.ts';
import { RetouchLayer } from './layer.ts';

/** Makes the patch of a finished stroke. */
export type MakePatch = (layer: RetouchLayer, rect: Rect, coverage: MaskBuffer) => PixelBuffer;

/**
 * A stroke that covers the picture with pixels from elsewhere in it: a fill when the pointer lifts, one undo entry. With
 * Alt, or where the options say so, the press sets where the pixels come from.
 */
export function beginRetouch(
  start: ToolEvent,
  context: ToolContext,
  stage: 'clone' | 'heal',
  makePatch: MakePatch,
): Gesture {
  const { retouch, options } = context;
  if (start.alt || options.settingSource) {
    const { x, y } = latest(start);
    context.setSource({ x, y });
    return IDLE;
  }
  if (!retouch.source) return IDLE;
  const { x, y } = start.samples[0] ?? latest(start);
  const offset = (options.aligned && retouch.offset) || {
    x: Math.round(retouch.source.x - x),
    y: Math.round(retouch.source.y - y),
  };
  retouch.offset = offset;
  const layer = new RetouchLayer(context, offset, () => context.showRetouch(layer));
  const stroke = new Stroke(start, context, 'add');
  stroke.begin(layer.coverage, start);

  return {
    move: (event) => stroke.extend(layer.coverage, event),
    complete(event) {
      stroke.end(layer.coverage, event);
      context.lastPoint = stroke.at;
      context.showRetouch(null);
      if (!options.aligned) retouch.offset = null;
      const rect = layer.seal();
      if (!rect) return;
      const stitch = layer.coverage.read(rect);
      const patch = makePatch(layer, rect, stitch);
      context.addFill(
        { rect, patch, stitch, hole: stitch, seed: 0, chain: [{ stage, note: '' }] },
        retouchJob(context.canvas),
      );
    },
    cancel: () => context.showRetouch(null),
  };
}

const IDLE: Gesture = { move: () => {}, complete: () => {}, cancel: () => {} };
