/** A square mask, one byte a pixel, 1 = hole, row by row. */
export interface SquareMask {
  readonly size: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

export function emptyMask(size: number): SquareMask {
  return { size, data: new Uint8Array(size * size) };
}

/** Share of the picture that is hole, 0..1. */
export function coverage({ data }: SquareMask): number {
  let sum = 0;
  for (const value of data) sum += value;
  return sum / data.length;
}

/** Sets the pixels of `[x, x + width) x [y, y + height)` that lie in the picture. */
export function drawBox(
  { size, data }: SquareMask,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const left = Math.max(0, x);
  const right = Math.min(size, x + width);
  if (right <= left) return;
  for (let row = Math.max(0, y); row < Math.min(size, y + height); row++) {
    data.fill(1, row * size + left, row * size + right);
  }
}

/** Sets the pixels whose index lies within `radius` of the line between two points: a line with round caps. */
export function drawLine(
  { size, data }: SquareMask,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
  radius: number,
): void {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const squared = dx * dx + dy * dy;
  const bounds = (a: number, b: number) =>
    [
      Math.max(0, Math.ceil(Math.min(a, b) - radius)),
      Math.min(size - 1, Math.floor(Math.max(a, b) + radius)),
    ] as const;
  const [left, right] = bounds(from[0], to[0]);
  const [top, bottom] = bounds(from[1], to[1]);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = squared > 0 ? ((x - from[0]) * dx + (y - from[1]) * dy) / squared : 0;
      const t = Math.min(1, Math.max(0, along));
      const ex = x - from[0] - t * dx;
      const ey = y - from[1] - t * dy;
      if (ex * ex + ey * ey <= radius * radius) data[y * size + x] = 1;
    }
  }
}
