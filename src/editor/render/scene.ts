import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Preview } from '../../../workers/shared/job.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { Picture } from '../document/picture.ts';
import type { TileGrid } from '../document/tile-grid.ts';
import type { PointerLook } from '../input/connect.ts';
import type { Point } from '../mask/capsule.ts';
import type { MaskLayer } from '../mask/mask-layer.ts';
import type { BrushSettings, MaskLook } from '../tools/options.ts';
import type { Outline } from '../tools/outline.ts';
import type { ToolCursor } from '../tools/tool.ts';
import type { View } from '../viewport/view.ts';

/**
 * What has to be drawn again. `view` means everything, `overlay` all that lies over the picture, `marks` of that only
 * the pointer's marks and what has changed of the mask.
 */
export type Dirty = 'view' | 'picture' | 'overlay' | 'marks';

/** Everything that is drawn, read anew for every frame. */
export interface Scene {
  readonly view: View;
  readonly picture: Picture;
  /** The tiles, and the canvas over them. The scene is in source coordinates throughout, `view` too. */
  readonly grid: TileGrid;
  /** The pixels on show, from the bottom up. */
  readonly layers: readonly Layer[];
  readonly mask: MaskLayer;
  /** The mask's colour and strength. */
  readonly tint: MaskLook;
  /** `tint` shows the mask, `outline` its edge alone, `hidden` nothing of it. */
  readonly maskLook: 'tint' | 'outline' | 'hidden';
  readonly preview: Preview | null;
  /** A shape in the making. */
  readonly outline: Outline | null;
  readonly brush: BrushSettings;
  /** Where a retouching stroke would take its pixels from. */
  readonly source: Point | null;
  readonly cursor: ToolCursor | 'panning';
  readonly pointer: PointerLook;
}

/** One drawing of the picture: source, document, document with the staged candidate, or what differs. */
export interface Layer {
  /** Where `view` counts from, in CSS pixels of the host. */
  readonly pane: Rect;
  /** The part of the host that is drawn on. */
  readonly clip: Rect;
  /** True dims all that lies below. */
  readonly veil?: boolean;
  /** False where the pixels of a tile have to be made first, which takes milliseconds; always true when left out. */
  isReady?(index: number): boolean;
  /** The pixels of a tile; null where there is nothing to draw. */
  tileAt(index: number): PixelBuffer | null;
}

/** A frame's transform to device pixels: `device = round((image * zoom + offset) * ratio)`. */
export interface Frame {
  readonly view: View;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** Size of the canvases in device pixels. */
  readonly width: number;
  readonly height: number;
}

/** A rectangle of the picture in whole device pixels: neighbours share their edge exactly. */
export function deviceRect({ view, ratio }: Frame, rect: Rect): Rect {
  const x = Math.round((rect.x * view.zoom + view.x) * ratio);
  const y = Math.round((rect.y * view.zoom + view.y) * ratio);
  const right = Math.round(((rect.x + rect.width) * view.zoom + view.x) * ratio);
  const bottom = Math.round(((rect.y + rect.height) * view.zoom + view.y) * ratio);
  return { x, y, width: right - x, height: bottom - y };
}

/** The part of the picture's plane that the canvases show, in whole image pixels, rounded outward. */
export function visibleRect({ view, ratio, width, height }: Frame): Rect {
  const x = Math.floor(-view.x / view.zoom);
  const y = Math.floor(-view.y / view.zoom);
  const right = Math.ceil((width / ratio - view.x) / view.zoom);
  const bottom = Math.ceil((height / ratio - view.y) / view.zoom);
  return { x, y, width: right - x, height: bottom - y };
}

/** Halvings of a tile that still leave it at least as fine as the screen; at most 5 (512 to 16). */
export function levelFor({ view, ratio }: Frame): number {
  return Math.max(0, Math.min(5, Math.floor(-Math.log2(view.zoom * ratio) + 1e-6)));
}

/** From this zoom on single pixels are shown as squares. */
const PIXELATED_ZOOM = 2;

/** Sets how pictures are resampled at the frame's zoom. */
export function setSmoothing(context: CanvasImageSmoothing, frame: Frame): void {
  context.imageSmoothingEnabled = frame.view.zoom < PIXELATED_ZOOM;
  context.imageSmoothingQuality = 'medium';
}
