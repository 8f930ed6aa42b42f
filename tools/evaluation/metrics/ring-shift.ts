import { rgbToLab } from '../../../workers/inference/numerics/lab.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { code, type FilledPicture } from './picture.ts';
import { band, type HoleDistances, holeDistances } from './rings.ts';

const WIDTH = 8;

/**
 * How far the colour 8 px inside the hole has moved against the colour 8 px outside: length of the difference, in CIE
 * Lab, of the two means, less the same in the truth.
 */
export function ringShift(
  { filled, truth, hole }: FilledPicture,
  distances: HoleDistances = holeDistances(hole, filled.width, filled.height),
): number {
  const inner = band(distances.inside, 0, WIDTH);
  const outer = band(distances.outside, 0, WIDTH);
  const step = (picture: PixelBuffer) => {
    const outside = meanLab(picture, outer);
    return meanLab(picture, inner).map((value, c) => value - (outside[c] as number));
  };
  const wanted = step(truth);
  return Math.hypot(...step(filled).map((value, c) => value - (wanted[c] as number)));
}

/** Mean CIE Lab (D65) of the selected pixels; zeros where none is. */
export function meanLab(picture: PixelBuffer, selected: Uint8Array): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < selected.length; i++) {
    if (!selected[i]) continue;
    const colour = [0, 1, 2].map((c) => code(picture, i, c) / 127.5 - 1);
    rgbToLab(colour);
    for (let c = 0; c < 3; c++) sum[c] = (sum[c] as number) + (colour[c] as number);
    count++;
  }
  return sum.map((value) => value / Math.max(1, count)) as [number, number, number];
}
