import { squaredDistance } from '../../../workers/shared/distance.ts';
import type { Random } from './random.ts';
import { emptyMask, type SquareMask } from './raster.ts';

/** An object cut out of its picture: opacity 0..255, row by row. */
export interface CutOut {
  readonly width: number;
  readonly height: number;
  readonly alpha: Uint8Array;
}

/** Opacity from which a pixel belongs to the object. */
const OPAQUE = 100;

/**
 * The outline of an object at a random place, 0.3 to 0.8 of the picture's side large, mirrored or not, grown a little as
 * somebody painting over it would. Never empty.
 */
export function outlineMask(random: Random, size: number, cutOut: CutOut): SquareMask {
  const scale = (size * random.uniform(0.3, 0.8)) / Math.max(cutOut.width, cutOut.height);
  const width = Math.max(4, Math.round(cutOut.width * scale));
  const height = Math.max(4, Math.round(cutOut.height * scale));
  const mirrored = random.uniform() < 0.5;
  const left = random.integer(0, size - width + 1);
  const top = random.integer(0, size - height + 1);
  const mask = emptyMask(size);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * cutOut.height) / height) * cutOut.width;
    for (let x = 0; x < width; x++) {
      const across = mirrored ? width - 1 - x : x;
      const column = Math.floor(((across + 0.5) * cutOut.width) / width);
      if ((cutOut.alpha[row + column] as number) > OPAQUE) mask.data[(top + y) * size + left + x] = 1;
    }
  }
  const growth = random.integer(1, Math.max(2, Math.floor(size / 24)) + 1);
  const distance = squaredDistance(mask.data, size, size);
  for (let i = 0; i < distance.length; i++) if ((distance[i] as number) <= growth * growth) mask.data[i] = 1;
  return mask;
}
