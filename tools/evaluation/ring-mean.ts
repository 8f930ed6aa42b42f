import type { PixelBuffer } from '../../workers/shared/pixels.ts';
import { band, holeDistances } from './metrics/rings.ts';

/** The least a fill can do: the hole in the mean colour of the 8 px around it. */
export function ringMean(picture: PixelBuffer, hole: Uint8Array): PixelBuffer {
  const { outside } = holeDistances(hole, picture.width, picture.height);
  const ring = band(outside, 0, 8);
  const data = picture.data.slice();
  for (let c = 0; c < 3; c++) {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < hole.length; i++) {
      if (!ring[i]) continue;
      sum += picture.data[4 * i + c] as number;
      count++;
    }
    for (let i = 0; i < hole.length; i++) if (hole[i]) data[4 * i + c] = sum / count;
  }
  return { ...picture, data };
}
