import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { code, type FilledPicture } from './picture.ts';
import { type HoleDistances, holeDistances } from './rings.ts';

/** Pixels on either side of the border whose differences the step is measured against. */
const REACH = 8;

/** What happens across the hole's border, over all 4-neighbour pairs of a known pixel p and a filled one q. */
export interface Seam {
  /** Mean |q - p| over the mean difference of neighbours within 8 px on one side of the border. */
  readonly ratio: number;
  /** Mean q - p a colour, in code values. */
  readonly bias: readonly [number, number, number];
  /** Mean |(q - p) - ((p - p2) + (q2 - q)) / 2|, p2 beyond p and q2 beyond q: the step that the slopes do not explain. */
  readonly slopeResidual: number;
}

export function seam(
  picture: PixelBuffer,
  hole: Uint8Array,
  distances: HoleDistances = holeDistances(hole, picture.width, picture.height),
): Seam {
  const { width, height } = picture;
  const near = (i: number) =>
    (hole[i] ? (distances.inside[i] as number) : (distances.outside[i] as number)) <= REACH * REACH;
  const step = { sum: 0, count: 0 };
  const around = { sum: 0, count: 0 };
  const slope = { sum: 0, count: 0 };
  const signed: [number, number, number] = [0, 0, 0];
  for (const [stride, last] of [
    [1, width],
    [width, height],
  ] as const) {
    for (let i = 0; i < hole.length; i++) {
      const at = stride === 1 ? i % width : Math.floor(i / width);
      if (at + 1 >= last) continue;
      const j = i + stride;
      if (hole[i] === hole[j]) {
        if (!near(i) || !near(j)) continue;
        for (let c = 0; c < 3; c++) around.sum += Math.abs(code(picture, j, c) - code(picture, i, c));
        around.count += 3;
        continue;
      }
      const inward = hole[j] ? 1 : -1;
      const whole = at > 0 && at + 2 < last && hole[i - stride] === hole[i] && hole[j + stride] === hole[j];
      for (let c = 0; c < 3; c++) {
        const difference = code(picture, j, c) - code(picture, i, c);
        step.sum += Math.abs(difference);
        signed[c] = (signed[c] as number) + inward * difference;
        if (!whole) continue;
        const before = code(picture, i, c) - code(picture, i - stride, c);
        const after = code(picture, j + stride, c) - code(picture, j, c);
        slope.sum += Math.abs(difference - (before + after) / 2);
      }
      step.count += 3;
      if (whole) slope.count += 3;
    }
  }
  const mean = ({ sum, count }: { sum: number; count: number }) => sum / Math.max(1, count);
  const bias = signed.map((sum) => sum / Math.max(1, step.count / 3));
  return {
    ratio: mean(step) / Math.max(1e-3, mean(around)),
    bias: bias as unknown as Seam['bias'],
    slopeResidual: mean(slope),
  };
}

/** The fill's seam against what the same border shows in the truth: 1, 0 and 1 where nobody could tell. */
export function relativeSeam({ filled, truth, hole }: FilledPicture, distances?: HoleDistances) {
  const found = seam(filled, hole, distances);
  const wanted = seam(truth, hole, distances);
  const steps = found.bias.map((value, c) => Math.abs(value - (wanted.bias[c] as number)));
  return {
    seamRatio: found.ratio / Math.max(1e-3, wanted.ratio),
    /** Largest of the three colours, in code values. */
    bias: Math.max(...steps),
    slope: found.slopeResidual / Math.max(1e-3, wanted.slopeResidual),
  };
}
