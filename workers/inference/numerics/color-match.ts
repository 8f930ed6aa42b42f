import { labToRgb, rgbToLab } from './lab.ts';
import type { Planes } from './planes.ts';

/** Narrowest ring that still says something about colour. */
const FEWEST_PIXELS = 32;
const SMALLEST_RATIO = 0.7;
const LARGEST_RATIO = 1.4;

/**
 * Shifts the generated colours, in place, in the hole and on the ring, so that on the ring of known pixels their mean and deviation
 * in Lab are the picture's own (Reinhard et al. 2001, "Color transfer between images", with the deviation ratio
 * clamped to 0.7..1.4). Only the selected pixels enter the statistics. Does nothing when fewer than 32 are selected.
 *
 * @param generated RGB in about -1..1, the decoded window
 * @param original RGB in -1..1, the same window of the picture
 * @param hole 1 for generated pixels that will be kept; [height, width]
 * @param ring 1 for the known pixels to compare; [height, width]
 */
export function matchColor(generated: Planes, original: Planes, hole: Uint8Array, ring: Uint8Array): void {
  const wanted = labStatistics(original, ring);
  const found = labStatistics(generated, ring);
  if (!wanted || !found) return;
  const ratio = wanted.deviation.map((deviation, c) => {
    const exact = deviation / Math.max(1e-6, found.deviation[c] as number);
    return Math.min(LARGEST_RATIO, Math.max(SMALLEST_RATIO, exact));
  });
  const { data, width, height } = generated;
  const cells = width * height;
  const colour = new Float64Array(3);
  for (let i = 0; i < cells; i++) {
    if (!hole[i] && !ring[i]) continue;
    for (let c = 0, at = i; c < 3; c++, at += cells) colour[c] = data[at] as number;
    rgbToLab(colour);
    for (let c = 0; c < 3; c++) {
      const beyond = (colour[c] as number) - (found.mean[c] as number);
      colour[c] = (wanted.mean[c] as number) + (ratio[c] as number) * beyond;
    }
    labToRgb(colour);
    for (let c = 0, at = i; c < 3; c++, at += cells) data[at] = colour[c] as number;
  }
}

interface LabStatistics {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

function labStatistics({ data, width, height }: Planes, selected: Uint8Array): LabStatistics | null {
  const cells = width * height;
  const colour = new Float64Array(3);
  const sums = new Float64Array(3);
  const squares = new Float64Array(3);
  let count = 0;
  for (let i = 0; i < cells; i++) {
    if (!selected[i]) continue;
    count++;
    for (let c = 0, at = i; c < 3; c++, at += cells) colour[c] = data[at] as number;
    rgbToLab(colour);
    for (let c = 0; c < 3; c++) {
      const value = colour[c] as number;
      sums[c] = (sums[c] as number) + value;
      squares[c] = (squares[c] as number) + value * value;
    }
  }
  if (count < FEWEST_PIXELS) return null;
  const mean = sums.map((sum) => sum / count);
  const deviation = squares.map((square, c) =>
    Math.sqrt(Math.max(0, square / count - (mean[c] as number) * (mean[c] as number))),
  );
  return { mean, deviation };
}
