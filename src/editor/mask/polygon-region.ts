import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from './capsule.ts';
import type { Region } from './region.ts';
import { addSpan, LINES_PER_ROW, lineHeight, writeRow } from './scanlines.ts';

/** Where an edge crosses a scan line, and whether it goes down (1) or up (-1) there. */
interface Crossing {
  readonly x: number;
  readonly turn: 1 | -1;
}

/**
 * What a closed line through `points` goes around, overlaps included (nonzero winding rule): who circles a thing twice
 * means the thing.
 */
export function polygonRegion(points: readonly Point[]): Region {
  const bounds = boundsOf(points);
  const crossings = crossingsOf(points, bounds);
  return {
    bounds,
    cover(part, out) {
      const sums = new Float32Array(part.width);
      for (let row = 0; row < part.height; row++) {
        const first = (part.y - bounds.y + row) * LINES_PER_ROW;
        for (let line = first; line < first + LINES_PER_ROW; line++) addLine(sums, part, crossings[line]);
        writeRow(sums, out, row * part.width);
      }
    },
  };
}

function boundsOf(points: readonly Point[]): Rect {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  const x = Math.floor(left);
  const y = Math.floor(top);
  return { x, y, width: Math.max(0, Math.ceil(right) - x), height: Math.max(0, Math.ceil(bottom) - y) };
}

/** The crossings of every scan line of `bounds`, from left to right. */
function crossingsOf(points: readonly Point[], bounds: Rect): readonly (readonly Crossing[])[] {
  const lines: Crossing[][] = Array.from({ length: bounds.height * LINES_PER_ROW }, () => []);
  for (const [index, to] of points.entries()) {
    const from = points.at(index - 1) as Point;
    if (from.y === to.y) continue;
    const [upper, lower, turn] = from.y < to.y ? ([from, to, 1] as const) : ([to, from, -1] as const);
    const start = Math.max(0, Math.ceil((upper.y - bounds.y) * LINES_PER_ROW - 0.5));
    for (let line = start; line < lines.length; line++) {
      const y = lineHeight(bounds.y, line);
      if (y >= lower.y) break;
      const t = (y - upper.y) / (lower.y - upper.y);
      lines[line]?.push({ x: upper.x + t * (lower.x - upper.x), turn });
    }
  }
  for (const line of lines) line.sort((a, b) => a.x - b.x);
  return lines;
}

function addLine(sums: Float32Array, part: Rect, crossings: readonly Crossing[] = []): void {
  let winding = 0;
  let left = 0;
  for (const { x, turn } of crossings) {
    if (winding === 0) left = x;
    winding += turn;
    if (winding === 0) addSpan(sums, part, left, x);
  }
}
