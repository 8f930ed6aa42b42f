import { moveRect, type Rect } from '../../../workers/shared/geometry/rect.ts';

/** The same thing at another place; the same object where it does not move. */
export function movePlaced<T extends { readonly rect: Rect }>(placed: T, dx: number, dy: number): T {
  return dx === 0 && dy === 0 ? placed : { ...placed, rect: moveRect(placed.rect, dx, dy) };
}

/** All of a list at another place; the same list where it does not move. */
export function moveFills<T extends { readonly rect: Rect }>(
  fills: readonly T[],
  dx: number,
  dy: number,
): readonly T[] {
  return dx === 0 && dy === 0 ? fills : fills.map((fill) => movePlaced(fill, dx, dy));
}
