import { intersectRects, isEmptyRect, rectsEqual } from '../../../workers/shared/geometry/rect.ts';
import { gridRect, tileRect, tilesMeeting } from '../document/tile-grid.ts';
import { paintCheckerboard } from './checkerboard.ts';
import { deviceRect, type Frame, levelFor, type Scene, setSmoothing, visibleRect } from './scene.ts';
import type { TileBitmaps } from './tile-bitmaps.ts';

/** Time for making bitmaps in one frame; what is missing then is made in the next ones. */
const FRAME_BUDGET_MS = 8;

/** Draws the visible tiles; true when some are still coarse or missing and another frame is needed. */
export function paintPicture(
  context: CanvasRenderingContext2D,
  frame: Frame,
  scene: Scene,
  bitmaps: TileBitmaps,
): boolean {
  context.clearRect(0, 0, frame.width, frame.height);
  const { picture, grid } = scene;
  const grown = !rectsEqual(grid.frame, gridRect(grid));
  if (picture.hasAlpha || grown) paintCheckerboard(context, frame, deviceRect(frame, grid.frame));
  setSmoothing(context, frame);
  // Tiles reach beyond a canvas that was cropped.
  const canvas = deviceRect(frame, grid.frame);
  context.save();
  context.beginPath();
  context.rect(canvas.x, canvas.y, canvas.width, canvas.height);
  context.clip();

  const level = levelFor(frame);
  const started = performance.now();
  let isComplete = true;
  let hasMade = false;
  for (const index of tilesMeeting(grid, visibleRect(frame))) {
    const pixels = scene.tileAt(index);
    let bitmap = bitmaps.find(pixels, level);
    if (!bitmap) {
      // at least one a frame, so that slow machines get there too
      if (!hasMade || performance.now() - started < FRAME_BUDGET_MS) {
        bitmap = bitmaps.make(pixels, level);
        hasMade = true;
      } else {
        isComplete = false;
        const source = picture.tiles[index];
        bitmap = bitmaps.findAny(pixels) ?? (source ? bitmaps.findAny(source) : null);
      }
    }
    const { x, y, width, height } = deviceRect(frame, tileRect(grid, index));
    if (bitmap) context.drawImage(bitmap, x, y, width, height);
  }
  context.restore();
  paintEdge(context, frame, scene);
  return !isComplete;
}

/** A hairline around the picture: a white picture ends somewhere on a white page too. */
function paintEdge(context: CanvasRenderingContext2D, frame: Frame, scene: Scene): void {
  const { x, y, width, height } = deviceRect(frame, scene.grid.frame);
  const inSight = intersectRects(
    { x: 0, y: 0, width: frame.width, height: frame.height },
    { x, y, width, height },
  );
  if (isEmptyRect(inSight)) return;
  context.strokeStyle = 'rgba(128, 128, 128, 0.45)';
  context.lineWidth = 1;
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}
