import type { Rect } from '../../shared/geometry/rect.ts';
import type { PixelBuffer } from '../../shared/pixels.ts';
import type { Plane } from '../exemplar/plane.ts';

/** The part of the picture that `rect` covers, as opaque 8-bit pixels. */
export function patchOf(picture: Plane, rect: Rect): PixelBuffer {
  const data = new Uint8ClampedArray(rect.width * rect.height * 4);
  for (let y = 0, target = 0; y < rect.height; y++) {
    let source = ((rect.y + y) * picture.width + rect.x) * picture.channels;
    for (let x = 0; x < rect.width; x++, target += 4, source += picture.channels) {
      data[target] = picture.data[source] as number;
      data[target + 1] = picture.data[source + 1] as number;
      data[target + 2] = picture.data[source + 2] as number;
      data[target + 3] = 255;
    }
  }
  return { width: rect.width, height: rect.height, data };
}
