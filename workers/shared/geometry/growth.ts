import { intersectRects, type Rect, type Size } from './rect.ts';

/** Whole pixels that a canvas gains on each side, 0 or more. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Nothing on any side. */
export const NO_SIDES: Sides = { left: 0, top: 0, right: 0, bottom: 0 };

/** True when every side is the same. */
export function sidesEqual(a: Sides, b: Sides): boolean {
  return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}

/** The rectangle with this much more on each side. */
export function extendRect(rect: Rect, { left, top, right, bottom }: Sides): Rect {
  return {
    x: rect.x - left,
    y: rect.y - top,
    width: rect.width + left + right,
    height: rect.height + top + bottom,
  };
}

/** True when nothing is gained on any side. */
export function isNoGrowth({ left, top, right, bottom }: Sides): boolean {
  return left === 0 && top === 0 && right === 0 && bottom === 0;
}

/** The parts of `outer` outside `inner`, as at most four rectangles that do not overlap (some may be empty). */
export function rectsAround(outer: Rect, inner: Rect): readonly Rect[] {
  const hole = intersectRects(outer, inner);
  const right = hole.x + hole.width;
  const bottom = hole.y + hole.height;
  return [
    { x: outer.x, y: outer.y, width: outer.width, height: hole.y - outer.y },
    { x: outer.x, y: bottom, width: outer.width, height: outer.y + outer.height - bottom },
    { x: outer.x, y: hole.y, width: hole.x - outer.x, height: hole.height },
    { x: right, y: hole.y, width: outer.x + outer.width - right, height: hole.height },
  ];
}

/**
 * What a canvas of this size gains to have the ratio `across` : `down`: one of its sides grows, the other stays. `before`
 * is the share that goes to the left or the top, 0 to 1; the odd pixel goes to the right or the bottom.
 */
export function sidesForRatio(canvas: Size, across: number, down: number, before = 0.5): Sides {
  const width = Math.max(canvas.width, Math.round((canvas.height * across) / down));
  const height =
    width > canvas.width
      ? canvas.height
      : Math.max(canvas.height, Math.round((canvas.width * down) / across));
  return splitGrowth(width - canvas.width, height - canvas.height, before);
}

/** So many pixels across and down, with the share `before` of them (0 to 1) on the left and at the top. */
export function splitGrowth(across: number, down: number, before: number): Sides {
  const left = Math.floor(across * before);
  const top = Math.floor(down * before);
  return { left, top, right: across - left, bottom: down - top };
}
