import type { Point } from '../mask/capsule.ts';
import type { BrushSettings } from '../tools/options.ts';
import type { Outline } from '../tools/outline.ts';
import { deviceRect, type Frame } from './scene.ts';

/** Below this radius in CSS pixels the ring is too small to see and a cross is drawn with it. */
const SMALL_RING = 4;

/** Radius of the brush's ring, in CSS pixels. */
export function ringRadius({ view }: Frame, { size }: BrushSettings): number {
  return Math.max(0.5, size / 2) * view.zoom;
}

/** The brush as a ring where the pointer is; a dashed one inside shows where it starts to fade. */
export function paintBrushRing(
  context: CanvasRenderingContext2D,
  frame: Frame,
  brush: BrushSettings,
  at: Point,
): void {
  const { ratio } = frame;
  const x = at.x * ratio;
  const y = at.y * ratio;
  const radius = ringRadius(frame, brush) * ratio;
  twoTone(context, ratio, () => context.arc(x, y, radius, 0, 2 * Math.PI));
  const core = radius * brush.hardness;
  if (brush.hardness < 1 && core > SMALL_RING * ratio) {
    context.setLineDash([3 * ratio, 3 * ratio]);
    twoTone(context, ratio, () => context.arc(x, y, core, 0, 2 * Math.PI));
    context.setLineDash([]);
  }
  if (radius < SMALL_RING * ratio) {
    twoTone(context, ratio, () => traceCross(context, x, y, 3 * ratio + radius, 7 * ratio));
  }
}

/** Arms of the crosshair, in CSS pixels, and the gap in its middle. */
const ARM = 14;
const GAP = 3;

/** The pointer that keys move. */
export function paintCrosshair(context: CanvasRenderingContext2D, { ratio }: Frame, at: Point): void {
  twoTone(context, ratio, () => traceCross(context, at.x * ratio, at.y * ratio, GAP * ratio, ARM * ratio));
}

function traceCross(context: CanvasRenderingContext2D, x: number, y: number, gap: number, arm: number): void {
  for (const [dx, dy] of [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ] as const) {
    context.moveTo(x + dx * gap, y + dy * gap);
    context.lineTo(x + dx * (gap + arm), y + dy * (gap + arm));
  }
}

/** Side of the mark on a corner that closes a shape, in CSS pixels. */
const CLOSING_MARK = 9;

/** A shape in the making. */
export function paintOutline(context: CanvasRenderingContext2D, frame: Frame, outline: Outline): void {
  const { ratio } = frame;
  const path = () => tracePath(context, frame, outline);
  context.beginPath();
  path();
  context.fillStyle = 'rgba(255, 255, 255, 0.14)';
  context.fill();
  twoTone(context, ratio, path);
  const first = outline.kind === 'path' && outline.closes ? outline.points[0] : undefined;
  if (!first) return;
  const side = CLOSING_MARK * ratio;
  const { x, y } = deviceRect(frame, { x: first.x, y: first.y, width: 0, height: 0 });
  twoTone(context, ratio, () => context.rect(x - side / 2, y - side / 2, side, side));
}

function tracePath(context: CanvasRenderingContext2D, frame: Frame, outline: Outline): void {
  if (outline.kind === 'path') {
    const { view, ratio } = frame;
    for (const { x, y } of outline.points) {
      context.lineTo((x * view.zoom + view.x) * ratio, (y * view.zoom + view.y) * ratio);
    }
    return;
  }
  const { x, y, width, height } = deviceRect(frame, outline.rect);
  if (outline.kind === 'rectangle') context.rect(x + 0.5, y + 0.5, width - 1, height - 1);
  else context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
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
