import type { FilledPicture } from './picture.ts';
import { psnr } from './psnr.ts';
import { repetition } from './repetition.ts';
import { ringShift } from './ring-shift.ts';
import { holeDistances } from './rings.ts';
import { relativeSeam } from './seam.ts';
import { patchDistance } from './sliced-wasserstein.ts';
import { ssim } from './ssim.ts';
import { noiseRatio, sharpness } from './texture.ts';

/** Figures of one fill; what is aimed at in brackets. */
export interface FillFigures {
  /** Sliced Wasserstein distance to the truth (0; no bar, only comparison). */
  readonly swd: number;
  /** Step across the border relative to the truth's (up to 1.25). */
  readonly seamRatio: number;
  /** Largest signed step in a colour, in code values (up to 2). */
  readonly bias: number;
  /** Steps that the slopes do not explain, relative to the truth's. */
  readonly slope: number;
  /** Colour just inside against just outside, in Lab (up to 2). */
  readonly ringShift: number;
  /** Gradient energy relative to the truth's (0.8 to 1.2). */
  readonly sharpness: number;
  /** Noise inside over noise outside (0.7 to 1.3). */
  readonly noise: number;
  /** Largest autocorrelation off the peak, less the truth's (about 0). */
  readonly repetition: number;
  /** Reported, never aimed at. */
  readonly psnr: number;
  readonly ssim: number;
  /** Pixels outside the hole that differ from the truth. */
  readonly changed: number;
}

/** The same for all fills of a case, and slow. */
const ofTruth = new WeakMap<object, number>();

function truthRepetition({ truth, hole }: FilledPicture): number {
  const known = ofTruth.get(truth) ?? repetition(truth, hole);
  ofTruth.set(truth, known);
  return known;
}

/** All figures of one fill; of fills of one case they come sooner when all are given the same truth. */
export function measureFill(fill: FilledPicture): FillFigures {
  const { filled, truth, hole } = fill;
  const distances = holeDistances(hole, filled.width, filled.height);
  let changed = 0;
  for (let i = 0; i < hole.length; i++) {
    const same = [0, 1, 2].every((c) => filled.data[4 * i + c] === truth.data[4 * i + c]);
    if (!hole[i] && !same) changed++;
  }
  return {
    swd: patchDistance(fill),
    ...relativeSeam(fill, distances),
    ringShift: ringShift(fill, distances),
    sharpness: sharpness(fill),
    noise: noiseRatio(fill, distances),
    repetition: repetition(filled, hole) - truthRepetition(fill),
    psnr: psnr(filled, truth, hole),
    ssim: ssim(filled, truth, hole),
    changed,
  };
}
