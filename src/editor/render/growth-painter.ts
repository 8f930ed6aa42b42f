import { rectsAround } from '../../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import { deviceRect, type Frame } from './scene.ts';

/** Height of the label's letters and room around them, in CSS pixels. */
const LETTERS = 12;
const PADDING = 5;
const DASH = 6;

/** The area a canvas would gain: shaded, in a dashed outline, with the new size on top. */
export function paintGrowth(
  context: CanvasRenderingContext2D,
  frame: Frame,
  canvas: Rect,
  grown: Rect,
): void {
  const { ratio } = frame;
  context.save();
  context.fillStyle = 'rgba(128, 128, 128, 0.28)';
  for (const part of rectsAround(grown, canvas)) {
    const { x, y, width, height } = deviceRect(frame, part);
    context.fillRect(x, y, width, height);
  }
  const outer = deviceRect(frame, grown);
  for (const [style, width, dash] of [
    ['rgba(0, 0, 0, 0.7)', 3, []],
    ['rgb(255, 255, 255)', 1.5, [DASH * ratio, DASH * ratio]],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width * ratio;
    context.setLineDash(dash);
    context.strokeRect(outer.x, outer.y, outer.width, outer.height);
  }
  paintLabel(context, ratio, outer, `${grown.width} \u00d7 ${grown.height}`);
  context.restore();
}

/** Inside the outline, at its top, in the middle. */
function paintLabel(context: CanvasRenderingContext2D, ratio: number, outer: Rect, text: string): void {
  context.font = `600 ${LETTERS * ratio}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 2 * PADDING * ratio;
  const height = (LETTERS + 2 * PADDING) * ratio;
  if (width > outer.width) return;
  const x = outer.x + outer.width / 2;
  const y = outer.y + PADDING * ratio;
  context.fillStyle = 'rgba(0, 0, 0, 0.75)';
  context.fillRect(x - width / 2, y, width, height);
  context.fillStyle = 'rgb(255, 255, 255)';
  context.fillText(text, x, y + height / 2);
}
