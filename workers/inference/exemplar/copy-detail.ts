import type { HoledPlane } from './plane.ts';
import type { Solution } from './solve.ts';

/**
 * Paints the hole of the full-resolution picture by copying its own pixels along the solved level's offsets: pixels
 * under one cell of the solved level move together, so that what is copied is as sharp as the picture.
 *
 * Hole pixels that no offset reaches keep their value. Known pixels are never written.
 *
 * @returns the index of the known pixel that each hole pixel is now a copy of, -1 elsewhere
 */
export function copyDetail(full: HoledPlane, { plane, field }: Solution): Int32Array {
  const { width, height, data, hole } = full;
  const from = new Int32Array(hole.length).fill(-1);
  const scaleX = width / plane.width;
  const scaleY = height / plane.height;
  for (let y = 0; y < height; y++) {
    const cy = Math.min(plane.height - 1, Math.floor((y + 0.5) / scaleY));
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      if (hole[p] !== 1) continue;
      const cx = Math.min(plane.width - 1, Math.floor((x + 0.5) / scaleX));
      const match = field.match[cy * plane.width + cx] as number;
      if (match < 0) continue;
      const mx = match % plane.width;
      const sx = x + Math.round((mx - cx) * scaleX);
      const sy = y + Math.round(((match - mx) / plane.width - cy) * scaleY);
      if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
      const s = sy * width + sx;
      if (hole[s] === 1) continue;
      from[p] = s;
      for (let c = 0; c < 3; c++) data[p * 3 + c] = data[s * 3 + c] as number;
    }
  }
  return from;
}
