import type { Rect } from './rect.ts';

/**
 * Where the tiles of one axis start: evenly spread, the first at `start`, the last flush with `start + length`, each
 * overlapping the next by at least `overlap`. One tile where `length` fits into one.
 *
 * @param length to be covered, at least `tile`
 * @param step starts are multiples of this, as `start`, `length`, `tile` and `overlap` are
 */
export function tileStarts(
  start: number,
  length: number,
  tile: number,
  overlap: number,
  step: number,
): readonly number[] {
  const count = length <= tile ? 1 : Math.ceil((length - tile) / (tile - overlap)) + 1;
  return Array.from({ length: count }, (_, i) => {
    const along = count === 1 ? 0 : (i * (length - tile)) / (count - 1);
    return start + Math.round(along / step) * step;
  });
}

/** Overlapping tiles of one size that cover a region at least as large as one; row by row. */
export function tilesOver(
  region: Rect,
  tile: { readonly width: number; readonly height: number },
  overlap: number,
  step: number,
): readonly Rect[] {
  const rows = tileStarts(region.y, region.height, tile.height, overlap, step);
  const columns = tileStarts(region.x, region.width, tile.width, overlap, step);
  return rows.flatMap((y) => columns.map((x) => ({ x, y, ...tile })));
}
