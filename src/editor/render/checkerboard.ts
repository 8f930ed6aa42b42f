import { intersectRects, type Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Frame } from './scene.ts';

/** Side of a square in CSS pixels. */
const SQUARE = 8;
const LIGHT = '#d4d4d4';
const DARK = '#b0b0b0';

/** Fills a device rectangle with the pattern that stands for transparency; squares keep their size at any zoom. */
export function paintCheckerboard(context: CanvasRenderingContext2D, frame: Frame, rect: Rect): void {
  const area = intersectRects(rect, { x: 0, y: 0, width: frame.width, height: frame.height });
  const side = Math.round(SQUARE * frame.ratio);
  const cell = new OffscreenCanvas(2 * side, 2 * side);
  const pen = cell.getContext('2d');
  if (!pen) return;
  pen.fillStyle = LIGHT;
  pen.fillRect(0, 0, 2 * side, 2 * side);
  pen.fillStyle = DARK;
  pen.fillRect(0, 0, side, side);
  pen.fillRect(side, side, side, side);
  const pattern = context.createPattern(cell, 'repeat');
  if (!pattern) return;
  pattern.setTransform(new DOMMatrix().translate(rect.x, rect.y));
  context.fillStyle = pattern;
  context.fillRect(area.x, area.y, area.width, area.height);
}
