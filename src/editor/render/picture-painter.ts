import { intersectRects, isEmptyRect, type Rect, rectsEqual } from '../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { gridRect, tileRect, tilesMeeting } from '../document/tile-grid.ts';
import { paintCheckerboard } from './checkerboard.ts';
import {
  deviceRect,
  type Frame,
  type Layer,
  levelFor,
  type Scene,
  setSmoothing,
  visibleRect,
} from './scene.ts';
import type { TileBitmaps } from './tile-bitmaps.ts';

/** Time for making bitmaps in one frame; what is missing then is made in the next ones. */
const FRAME_BUDGET_MS = 8;

/** The pixels that the canvas shows, by tile index; of those that are still coarse or missing it says nothing. */
export type Drawn = Map<number, PixelBuffer>;

/**
 * Draws the visible tiles; true when some are still coarse or missing and another frame is needed.
 *
 * @param drawn what the canvas shows of this view: of an opaque picture only what differs is drawn. Brought up to date.
 */
export function paintPicture(
  context: CanvasRenderingContext2D,
  frame: Frame,
  scene: Scene,
  bitmaps: TileBitmaps,
  drawn: Drawn,
): boolean {
  const { layers, picture, grid } = scene;
  const isPlain = layers.length === 1 && !picture.hasAlpha && rectsEqual(grid.frame, gridRect(grid));
  if (!isPlain) drawn.clear();
  const isFresh = drawn.size === 0;
  if (isFresh) context.clearRect(0, 0, frame.width, frame.height);
  const painting = { scene, bitmaps, drawn: isPlain ? drawn : null, isFresh, started: performance.now() };
  // every layer is drawn, whatever the first ones miss
  return layers.map((layer) => paintLayer(context, frame, layer, painting)).some(Boolean);
}

interface Painting {
  readonly scene: Scene;
  readonly bitmaps: TileBitmaps;
  readonly drawn: Drawn | null;
  readonly isFresh: boolean;
  readonly started: number;
}

function paintLayer(
  context: CanvasRenderingContext2D,
  whole: Frame,
  layer: Layer,
  { scene, bitmaps, drawn, isFresh, started }: Painting,
): boolean {
  const { picture, grid } = scene;
  const { view, ratio } = whole;
  const { pane, clip } = layer;
  const frame: Frame = { ...whole, view: { ...view, x: view.x + pane.x, y: view.y + pane.y } };
  context.save();
  context.beginPath();
  context.rect(clip.x * ratio, clip.y * ratio, clip.width * ratio, clip.height * ratio);
  context.clip();
  const grown = !rectsEqual(grid.frame, gridRect(grid));
  if (layer.veil) paintVeil(context, deviceRect(frame, grid.frame));
  else if (picture.hasAlpha || grown) paintCheckerboard(context, frame, deviceRect(frame, grid.frame));
  setSmoothing(context, frame);
  // Tiles reach beyond a canvas that was cropped.
  const canvas = deviceRect(frame, grid.frame);
  context.save();
  context.beginPath();
  context.rect(canvas.x, canvas.y, canvas.width, canvas.height);
  context.clip();

  const level = levelFor(frame);
  let isComplete = true;
  let hasMade = false;
  for (const index of tilesMeeting(grid, visibleRect(frame))) {
    // at least one a frame, so that slow machines get there too
    const hasTime = !hasMade || performance.now() - started < FRAME_BUDGET_MS;
    if (!hasTime && layer.isReady?.(index) === false) {
      isComplete = false;
      continue;
    }
    const pixels = layer.tileAt(index);
    if (!pixels || drawn?.get(index) === pixels) continue;
    let bitmap = bitmaps.find(pixels, level);
    if (!bitmap && hasTime) {
      bitmap = bitmaps.make(pixels, level);
      hasMade = true;
    }
    if (bitmap) drawn?.set(index, pixels);
    else {
      isComplete = false;
      // the frames before have left something there
      if (!isFresh) continue;
      const source = layer.veil ? null : picture.tiles[index];
      bitmap = bitmaps.findAny(pixels) ?? (source ? bitmaps.findAny(source) : null);
    }
    const { x, y, width, height } = deviceRect(frame, tileRect(grid, index));
    if (bitmap) context.drawImage(bitmap, x, y, width, height);
  }
  context.restore();
  if (isFresh) paintEdge(context, frame, scene);
  context.restore();
  return !isComplete;
}

/** Dims the picture, so that marks on it stand out. */
function paintVeil(context: CanvasRenderingContext2D, { x, y, width, height }: Rect): void {
  context.fillStyle = 'rgba(24, 25, 27, 0.78)';
  context.fillRect(x, y, width, height);
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
