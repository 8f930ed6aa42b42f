import { intersectRects, isEmptyRect, type Rect } from './geometry/rect.ts';
import type { FlatFill } from './protocol.ts';

/**
 * Blends a fill into RGBA pixels in place: `out = stitch * patch + (1 - stitch) * pixel`, colour weighted by alpha so
 * that invisible colours never bleed in. Pixels whose stitch value is 0 are not touched; where it is 255 the patch is
 * copied as it is.
 *
 * @param pixels RGBA of `area`, row by row, not premultiplied
 * @param area place of `pixels` in the picture
 */
export function composeFill(pixels: Uint8ClampedArray, area: Rect, fill: FlatFill): void {
  const common = intersectRects(area, fill.rect);
  if (isEmptyRect(common)) return;
  const { patch, stitch, rect } = fill;
  for (let y = common.y; y < common.y + common.height; y++) {
    let source = (y - rect.y) * rect.width + (common.x - rect.x);
    let target = ((y - area.y) * area.width + (common.x - area.x)) * 4;
    for (let x = 0; x < common.width; x++, source++, target += 4) {
      const weight = stitch.data[source] as number;
      if (weight === 0) continue;
      const from = source * 4;
      if (weight === 255) {
        pixels[target] = patch.data[from] as number;
        pixels[target + 1] = patch.data[from + 1] as number;
        pixels[target + 2] = patch.data[from + 2] as number;
        pixels[target + 3] = patch.data[from + 3] as number;
        continue;
      }
      blendPixel(pixels, target, patch.data, from, weight / 255);
    }
  }
}

function blendPixel(
  out: Uint8ClampedArray,
  o: number,
  patch: Uint8ClampedArray,
  p: number,
  weight: number,
): void {
  const patchWeight = weight * (patch[p + 3] as number);
  const keptWeight = (1 - weight) * (out[o + 3] as number);
  const alpha = patchWeight + keptWeight;
  if (alpha > 0) {
    for (let c = 0; c < 3; c++) {
      out[o + c] = Math.round(
        (patchWeight * (patch[p + c] as number) + keptWeight * (out[o + c] as number)) / alpha,
      );
    }
  }
  out[o + 3] = Math.round(alpha);
}
