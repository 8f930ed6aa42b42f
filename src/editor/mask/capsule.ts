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
  const disc = (end: Point) => {
    const rest = radius * radius - (y - end.y) * (y - end.y);
    if (rest < 0) return;
    include(end.x - Math.sqrt(rest));
    include(end.x + Math.sqrt(rest));
  };
  disc(from);
  disc(to);
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length > 0 && dy !== 0) {
    for (let side = -radius / length, k = 0; k < 2; side = -side, k++) {
      const t = (y - (from.y + dx * side)) / dy;
      if (t >= 0 && t <= 1) include(from.x - dy * side + t * dx);
    }
  }
  out[0] = left;
  out[1] = right;
  return left <= right;
}
