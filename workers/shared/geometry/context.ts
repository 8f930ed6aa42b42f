import { alignNearest } from './align.ts';
import { growRect, intersectRects, isEmptyRect, type Rect, type Size } from './rect.ts';

/** How much of the surroundings the model sees: side of the window over the long side of the hole. */
const CONTEXT_RATIO = 1.75;

/** Shortest side, in pixels, that a model is run at: below it a UNet's inner levels have nothing left to look at. */
const SMALLEST_SIDE = 64;

/**
 * The part of the picture a fill looks at: a square around `bounds` with side `max(nativeSize, 1.75 * width of bounds,
 * 1.75 * height of bounds)`, where 1.75 times a side counts for at most the picture's own side (a strip along a whole
 * edge wants a square of that edge, no more), shifted to stay inside the picture, and clipped to it where the picture
 * is smaller. Never empty, and always covers the part of `bounds` that lies inside the picture.
 *
 * @param bounds bounding box of the mask, in picture pixels
 * @param picture size of the whole picture, at least 1 x 1
 * @param nativeSize side the model was trained at, in pixels
 */
export function contextWindow(of: {
  readonly bounds: Rect;
  readonly picture: Size;
  readonly nativeSize: number;
}): Rect {
  const { picture, nativeSize } = of;
  const inside = intersectRects(of.bounds, { x: 0, y: 0, width: picture.width, height: picture.height });
  const bounds = isEmptyRect(inside) ? of.bounds : inside;
  const wanted = (length: number, limit: number) => Math.min(Math.ceil(CONTEXT_RATIO * length), limit);
  const side = Math.max(
    1,
    nativeSize,
    wanted(bounds.width, picture.width),
    wanted(bounds.height, picture.height),
  );
  const across = span(bounds.x, bounds.width, side, picture.width);
  const down = span(bounds.y, bounds.height, side, picture.height);
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

/** How far beyond the context window pixels may be copied from, over the long side of the hole. */
const SOURCES_RATIO = 0.375;

/** Most pixels of a window that is wider than its view, so that cutting it out stays a matter of milliseconds. */
const MOST_SOURCES = 6_000_000;

/** A context window, as `view`, and around it more of the picture that a fill may copy from. */
export interface SourceWindow {
  readonly rect: Rect;
  readonly view: Rect;
}

/**
 * The context window for a mask and a wider one: what a hole lacks often stands a little further away. As wide as the
 * context window where that holds 6 million pixels already or where the hole runs along a whole side of the picture.
 *
 * @param of as for `contextWindow`
 */
export function sourceWindow(of: {
  readonly bounds: Rect;
  readonly picture: Size;
  readonly nativeSize: number;
}): SourceWindow {
  const { bounds, picture } = of;
  const view = contextWindow(of);
  if (bounds.width >= picture.width || bounds.height >= picture.height) return { rect: view, view };
  const wanted = Math.round(SOURCES_RATIO * Math.max(bounds.width, bounds.height));
  const side = Math.max(view.width, view.height);
  const room = Math.max(0, Math.floor((Math.sqrt(MOST_SOURCES) - side) / 2));
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  return { rect: intersectRects(growRect(view, Math.min(wanted, room)), whole), view };
}

function span(
  start: number,
  length: number,
  wanted: number,
  limit: number,
): { start: number; length: number } {
  const taken = Math.min(wanted, limit);
  const centred = Math.floor(start + (length - taken) / 2);
  return { start: Math.min(Math.max(0, centred), limit - taken), length: taken };
}

/**
 * The size a window is resized to for the model: its long side becomes `nativeSize`, the aspect is kept as far as
 * whole multiples allow, both sides are multiples of `multiple` and at least 64 pixels.
 */
export function workingSize(window: Size, nativeSize: number, multiple: number): Size {
  const scale = nativeSize / Math.max(window.width, window.height);
  const scaled = (side: number) => {
    const wanted = Math.min(nativeSize, Math.max(SMALLEST_SIDE, side * scale));
    return alignNearest(wanted, multiple);
  };
  return { width: scaled(window.width), height: scaled(window.height) };
}
