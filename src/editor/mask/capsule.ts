/** A point in image pixels; pixel (i, j) has its centre at (i + 0.5, j + 0.5). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line between two points swept by a disc. `from` and `to` may be the same point. */
export interface Capsule {
  readonly from: Point;
  readonly to: Point;
}

/** Distance of a point to the line between the ends. */
export function distanceToLine({ from, to }: Capsule, x: number, y: number): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared > 0 ? ((x - from.x) * dx + (y - from.y) * dy) / lengthSquared : 0;
  const t = Math.max(0, Math.min(1, along));
  const ex = x - from.x - t * dx;
  const ey = y - from.y - t * dy;
  return Math.sqrt(ex * ex + ey * ey);
}

/**
 * Where the horizontal line at `y` crosses the line swept by a disc of `radius`: the shape is convex, so this is one
 * span. Writes left and right into `out`; false when the line misses.
 */
export function rowSpan({ from, to }: Capsule, radius: number, y: number, out: [number, number]): boolean {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  const include = (x: number) => {
    if (x < left) left = x;
    if (x > right) right = x;
  };
  for (const end of [from, to]) {
    const rest = radius * radius - (y - end.y) * (y - end.y);
    if (rest < 0) continue;
    include(end.x - Math.sqrt(rest));
    include(end.x + Math.sqrt(rest));
  }
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length > 0 && dy !== 0) {
    for (const side of [-radius / length, radius / length]) {
      const t = (y - (from.y + dx * side)) / dy;
      if (t >= 0 && t <= 1) include(from.x - dy * side + t * dx);
    }
  }
  out[0] = left;
  out[1] = right;
  return left <= right;
}
