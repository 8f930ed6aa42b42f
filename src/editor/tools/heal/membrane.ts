import { growRect, type Rect } from '../../../../workers/shared/geometry/rect.ts';
import { harmonicFill } from '../../../../workers/shared/harmonic-fill.ts';
import type { PixelBuffer } from '../../../../workers/shared/pixels.ts';
import type { MakePatch } from '../retouch/stroke.ts';

/** Pixels around a stroke that say which colour it has to meet. */
const RING = 16;
/** The correction is smooth: it is worked out in cells of this many pixels, or larger ones for a long stroke. */
const CELL = 4;
const MOST_CELLS = 192;

/**
 * Pixels from elsewhere with what they differ by from their new surroundings taken away: the difference around the
 * stroke, averaged in cells so that only colour and no texture is carried, continued under it as a membrane (Perez et
 * al. 2003, "Poisson image editing", eq. 2, 4 and 11: seamless cloning).
 */
export const healed: MakePatch = (layer, rect) => {
  const area = layer.within(growRect(rect, RING));
  const { here, there } = layer.pixels(area);
  const covered = layer.coverage.read(area).data;
  const cell = Math.max(CELL, Math.ceil(Math.max(area.width, area.height) / MOST_CELLS));
  const columns = Math.ceil(area.width / cell);
  const rows = Math.ceil(area.height / cell);
  const cells = columns * rows;
  const sums = new Float32Array(4 * cells);
  for (let y = 0, i = 0; y < area.height; y++) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < area.width; x++, i++) {
      if (covered[i] || !here.data[4 * i + 3] || !there.data[4 * i + 3]) continue;
      const at = row + Math.floor(x / cell);
      for (let c = 0; c < 3; c++) {
        const difference = (here.data[4 * i + c] as number) - (there.data[4 * i + c] as number);
        sums[c * cells + at] = (sums[c * cells + at] as number) + difference;
      }
      sums[3 * cells + at] = (sums[3 * cells + at] as number) + 1;
    }
  }
  const unknown = new Uint8Array(cells);
  for (let at = 0; at < cells; at++) {
    const count = sums[3 * cells + at] as number;
    if (count === 0) unknown[at] = 1;
    else for (let c = 0; c < 3; c++) sums[c * cells + at] = (sums[c * cells + at] as number) / count;
  }
  const membrane = { channels: 3, width: columns, height: rows, data: sums.subarray(0, 3 * cells) };
  harmonicFill(membrane, unknown);
  return corrected(cut(there, area, rect), { x: rect.x - area.x, y: rect.y - area.y }, membrane, cell);
};

/** Adds the membrane, interpolated between the middles of its cells. */
function corrected(
  patch: PixelBuffer,
  place: { readonly x: number; readonly y: number },
  membrane: { readonly width: number; readonly height: number; readonly data: Float32Array },
  cell: number,
): PixelBuffer {
  const { width, height, data } = membrane;
  for (let y = 0, i = 0; y < patch.height; y++) {
    const v = Math.max(0, Math.min(height - 1, (y + place.y + 0.5) / cell - 0.5));
    const top = Math.floor(v) * width;
    const below = Math.min(height - 1, Math.floor(v) + 1) * width;
    for (let x = 0; x < patch.width; x++, i += 4) {
      const u = Math.max(0, Math.min(width - 1, (x + place.x + 0.5) / cell - 0.5));
      const left = Math.floor(u);
      const right = Math.min(width - 1, left + 1);
      for (let c = 0; c < 3; c++) {
        const base = c * width * height;
        const upper = mix(data[base + top + left], data[base + top + right], u - left);
        const lower = mix(data[base + below + left], data[base + below + right], u - left);
        patch.data[i + c] = Math.round((patch.data[i + c] as number) + mix(upper, lower, v - Math.floor(v)));
      }
    }
  }
  return patch;
}

function mix(a = 0, b = 0, share = 0): number {
  return a + share * (b - a);
}

function cut({ data }: PixelBuffer, area: Rect, rect: Rect): PixelBuffer {
  const out = new Uint8ClampedArray(rect.width * rect.height * 4);
  for (let y = 0; y < rect.height; y++) {
    const from = 4 * ((rect.y - area.y + y) * area.width + (rect.x - area.x));
    out.set(data.subarray(from, from + 4 * rect.width), 4 * y * rect.width);
  }
  return { width: rect.width, height: rect.height, data: out };
}
