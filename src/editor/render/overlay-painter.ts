import { growRect, intersectRects, isEmptyRect, type Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Preview } from '../../../workers/shared/job.ts';
import { tileRect } from '../document/tile-grid.ts';
import { toScreen } from '../viewport/view.ts';
import { paintBrushRing, paintCrosshair, paintOutline } from './cursor-painter.ts';
import { paintLoupe } from './loupe-painter.ts';
import type { MaskBitmap, MaskBitmaps } from './mask-bitmaps.ts';
import { EDGE_REACH, paintEdge, paintTint } from './mask-painter.ts';
import { deviceRect, type Frame, levelFor, type Scene, visibleRect } from './scene.ts';

/**
 * Draws all that lies over the picture: preview, mask, marquee, brush ring.
 *
 * @param region the part that has to be drawn again, in device pixels; null for all of it
 */
export function paintOverlay(
  context: CanvasRenderingContext2D,
  frame: Frame,
  scene: Scene,
  masks: MaskBitmaps,
  picture: HTMLCanvasElement,
  region: Rect | null,
): void {
  const { x, y, width, height } = region ?? { x: 0, y: 0, ...frame };
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.clearRect(x, y, width, height);
  const { mask } = scene;
  if (scene.maskLook !== 'hidden') {
    const visible = masks.visible(mask, visibleRect(frame), levelFor(frame));
    const bitmaps = region ? inRegion(visible, frame, scene, region) : visible;
    if (scene.preview) paintPreview(context, frame, scene, scene.preview, bitmaps);
    if (scene.maskLook === 'tint') paintTint(context, frame, mask, bitmaps, scene.tint.opacity);
    paintEdge(context, frame, mask, bitmaps);
  }
  if (scene.outline) paintOutline(context, frame, scene.outline);
  const { at, isCrosshair, finger } = scene.pointer;
  const mark = finger ?? at;
  if (scene.cursor === 'brush' && mark) paintBrushRing(context, frame, scene.brush, mark);
  if (scene.source) paintCrosshair(context, frame, toScreen(frame.view, scene.source));
  if (isCrosshair && at) paintCrosshair(context, frame, at);
  if (finger) paintLoupe(context, frame, picture, finger);
  context.restore();
}

/** The tiles that show in a part of the canvas: a long stroke is made of hundreds, a frame changes a few. */
function inRegion(
  bitmaps: ReadonlyMap<number, MaskBitmap>,
  frame: Frame,
  { mask }: Scene,
  region: Rect,
): ReadonlyMap<number, MaskBitmap> {
  const reach = growRect(region, Math.ceil(EDGE_REACH * frame.ratio));
  return new Map(
    [...bitmaps].filter(
      ([index]) => !isEmptyRect(intersectRects(deviceRect(frame, tileRect(mask.grid, index)), reach)),
    ),
  );
}

/** The unfinished picture, inside the mask only: around it the picture itself is sharper. */
function paintPreview(
  context: CanvasRenderingContext2D,
  frame: Frame,
  { mask }: Scene,
  preview: Preview,
  bitmaps: ReadonlyMap<number, MaskBitmap>,
): void {
  const place = deviceRect(frame, preview.rect);
  const part = intersectRects(place, { x: 0, y: 0, width: frame.width, height: frame.height });
  if (isEmptyRect(part)) return;
  const { width, height, data } = preview.image;
  const small = new OffscreenCanvas(width, height);
  small.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  const pen = new OffscreenCanvas(part.width, part.height).getContext('2d');
  if (!pen) return;
  pen.translate(-part.x, -part.y);
  if (mask.painted().size > 0) {
    paintTint(pen, frame, mask, bitmaps, 1);
    pen.globalCompositeOperation = 'source-in';
  }
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(small, place.x, place.y, place.width, place.height);
  context.drawImage(pen.canvas, part.x, part.y);
}
