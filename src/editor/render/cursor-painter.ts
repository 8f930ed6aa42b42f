import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from '../mask/capsule.ts';
import type { BrushSettings } from '../ports.ts';
import { deviceRect, type Frame } from './scene.ts';

/** Below this radius in CSS pixels the ring is too small to see and a cross is drawn with it. */
const SMALL_RING = 4;

/** The brush as a ring where the pointer is; a dashed one inside shows where it starts to fade. */
export function paintBrushRing(
  context: CanvasRenderingContext2D,
  frame: Frame,
  brush: BrushSettings,
  at: Point,
): void {
  const { ratio, view } = frame;
  const x = at.x * ratio;
  const y = at.y * ratio;
  const radius = Math.max(0.5, brush.size / 2) * view.zoom * ratio;
  twoTone(context, ratio, () => context.arc(x, y, radius, 0, 2 * Math.PI));
  const core = radius * brush.hardness;
  if (brush.hardness < 1 && core > SMALL_RING * ratio) {
    context.setLineDash([3 * ratio, 3 * ratio]);
    twoTone(context, ratio, () => context.arc(x, y, core, 0, 2 * Math.PI));
    context.setLineDash([]);
  }
  if (radius < SMALL_RING * ratio) {
    const arm = 7 * ratio;
    const gap = 3 * ratio + radius;
    twoTone(context, ratio, () => {
      for (const [dx, dy] of [
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
      ] as const) {
        context.moveTo(x + dx * gap, y + dy * gap);
        context.lineTo(x + dx * (gap + arm), y + dy * (gap + arm));
      }
    });
  }
}

/** The rectangle being dragged. */
export function paintMarquee(context: CanvasRenderingContext2D, frame: Frame, rect: Rect): void {
  const { x, y, width, height } = deviceRect(frame, rect);
  context.fillStyle = 'rgba(255, 255, 255, 0.14)';
  context.fillRect(x, y, width, height);
  twoTone(context, frame.ratio, () => context.rect(x + 0.5, y + 0.5, width - 1, height - 1));
}

/** Strokes a path light on dark, so that it shows on any picture. */
function twoTone(context: CanvasRenderingContext2D, ratio: number, path: () => void): void {
  for (const [style, width] of [
    ['rgba(0, 0, 0, 0.65)', 3],
    ['rgba(255, 255, 255, 0.95)', 1.25],
  ] as const) {
    context.beginPath();
    path();
    context.strokeStyle = style;
    context.lineWidth = width * ratio;
    context.stroke();
  }
}
