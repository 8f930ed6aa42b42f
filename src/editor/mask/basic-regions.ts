import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Region } from './region.ts';
import { addSpan, LINES_PER_ROW, lineHeight, writeRow } from './scanlines.ts';

/** All pixels of a rectangle. */
export function rectRegion(bounds: Rect): Region {
  return { bounds, cover: (_, out) => out.fill(255) };
}

/** The ellipse that fits into a rectangle. */
export function ellipseRegion(bounds: Rect): Region {
  const radiusX = bounds.width / 2;
  const radiusY = bounds.height / 2;
  const middleX = bounds.x + radiusX;
  const middleY = bounds.y + radiusY;
  return {
    bounds,
    cover(part, out) {
      const sums = new Float32Array(part.width);
      for (let row = 0; row < part.height; row++) {
        for (let line = 0; line < LINES_PER_ROW; line++) {
          const height = (lineHeight(part.y + row, line) - middleY) / radiusY;
          const half = radiusX * Math.sqrt(Math.max(0, 1 - height * height));
          addSpan(sums, part, middleX - half, middleX + half);
        }
        writeRow(sums, out, row * part.width);
      }
    },
  };
}
