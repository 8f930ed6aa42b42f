import { tileRect } from '../document/tile-grid.ts';
import type { MaskLayer } from '../mask/mask-layer.ts';
import type { MaskBitmap } from './mask-bitmaps.ts';
import { deviceRect, type Frame, setSmoothing } from './scene.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
type Bitmaps = ReadonlyMap<number, MaskBitmap>;

/** A light line on a dark one: one of the two shows on any picture. Widths in CSS pixels. */
const EDGE = [
  ['rgba(0, 0, 0, 0.8)', 2.75],
  ['rgb(255, 255, 255)', 1.25],
] as const;

/** How far the outline reaches beyond its tile, ends included, in CSS pixels. */
export const EDGE_REACH = 3;

/** Draws the mask's values in its colour, `alpha` at 255. */
export function paintTint(
  context: Context,
  frame: Frame,
  mask: MaskLayer,
  bitmaps: Bitmaps,
  alpha: number,
): void {
  setSmoothing(context, frame);
  context.globalAlpha = alpha;
  for (const [index, { canvas, color }] of bitmaps) {
    const { x, y, width, height } = deviceRect(frame, tileRect(mask.grid, index));
    context.fillStyle = color;
    if (canvas) context.drawImage(canvas, x, y, width, height);
    else context.fillRect(x, y, width, height);
  }
  context.globalAlpha = 1;
}

/** Draws the mask's outline. */
export function paintEdge(context: Context, frame: Frame, mask: MaskLayer, bitmaps: Bitmaps): void {
  context.save();
  context.lineCap = 'square';
  for (const [style, width] of EDGE) {
    context.strokeStyle = style;
    for (const [index, { outline }] of bitmaps) {
      const tile = tileRect(mask.grid, index);
      const place = deviceRect(frame, tile);
      const scale = place.width / tile.width;
      context.setTransform(scale, 0, 0, place.height / tile.height, place.x, place.y);
      context.lineWidth = (width * frame.ratio) / scale;
      context.stroke(outline);
    }
  }
  context.restore();
}
