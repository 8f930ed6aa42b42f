import { intersectRects, type Rect } from '../../shared/geometry/rect.ts';
import type { Preview } from '../../shared/job.ts';
import type { PixelBuffer } from '../../shared/pixels.ts';

/** Long side of a preview in pixels. */
const SIDE = 512;

/** A small picture of everything that grew so far. */
export interface GrowthPreview {
  /** Keeps a finished area of the job's window (RGBA at full size). */
  keep(pixels: Uint8ClampedArray, area: Rect): void;
  /** What is kept, and above it what a step shows of itself. */
  with(step: Preview): Preview;
}

/** For a job whose window is `whole`. */
export function createGrowthPreview(whole: Rect): GrowthPreview {
  const scale = Math.min(1, SIDE / Math.max(whole.width, whole.height));
  const width = Math.max(1, Math.round(whole.width * scale));
  const height = Math.max(1, Math.round(whole.height * scale));
  const kept = new Uint8ClampedArray(width * height * 4);

  /** Draws, by nearest pixel, what `area` of the picture shows in `from`, which covers `place`. */
  function draw(to: Uint8ClampedArray, from: PixelBuffer, place: Rect, area: Rect): void {
    for (let y = 0; y < height; y++) {
      const py = whole.y + ((y + 0.5) * whole.height) / height;
      if (py < area.y || py >= area.y + area.height) continue;
      const row = Math.floor(((py - place.y) * from.height) / place.height) * from.width;
      for (let x = 0; x < width; x++) {
        const px = whole.x + ((x + 0.5) * whole.width) / width;
        if (px < area.x || px >= area.x + area.width) continue;
        const source = (row + Math.floor(((px - place.x) * from.width) / place.width)) * 4;
        if (from.data[source + 3] === 0) continue;
        to.set(from.data.subarray(source, source + 4), (y * width + x) * 4);
      }
    }
  }

  return {
    keep(pixels, area) {
      const image = { width: whole.width, height: whole.height, data: pixels as PixelBuffer['data'] };
      draw(kept, image, whole, intersectRects(area, whole));
    },
    with({ rect, image }) {
      const data = kept.slice();
      draw(data, image, rect, intersectRects(rect, whole));
      return { rect: whole, image: { width, height, data } };
    },
  };
}
