import type { Rect, Size } from '../../workers/shared/geometry/rect.ts';
import { bordersOn, SIDES, type Side } from './masks/borders.ts';
import { boxMask } from './masks/boxes.ts';
import { type CutOut, outlineMask } from './masks/outline.ts';
import { type Random, seededRandom } from './masks/random.ts';
import type { SquareMask } from './masks/raster.ts';
import { strokeMask } from './masks/strokes.ts';

/** Side of the window that is cut from a photograph, never scaled: figures are those at 100 %. */
export const SIDE = 512;

export const CASE_KINDS = [
  'thin',
  'medium',
  'thick',
  'boxes',
  'object',
  'outpaint one side',
  'outpaint four sides',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** A window of a held-out photograph and what is missing in it. */
export interface EvaluationCase {
  /** Number in the list, from 0; also what the random numbers are made from. */
  readonly index: number;
  /** The photograph's id in `training/split.json`. */
  readonly picture: string;
  readonly kind: CaseKind;
  /** Place in the photograph; smaller than `SIDE` where the photograph is. */
  readonly window: Rect;
  readonly mask: SquareMask;
  /** What is left of the window where it is to be grown again; null where it has holes. */
  readonly kept: Rect | null;
}

/**
 * The evaluation's cases, the same for ever for the same photographs: kinds and photographs take turns.
 *
 * @param pictures ids and sizes, in a fixed order
 * @param cutOuts outlines of held-out objects for the object-shaped holes
 */
export function evaluationCases(
  pictures: readonly ({ readonly id: string } & Size)[],
  cutOuts: readonly CutOut[],
  count: number,
): EvaluationCase[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = CASE_KINDS[index % CASE_KINDS.length] as CaseKind;
    const picture = pictures[index % pictures.length];
    if (!picture) throw new Error('no photographs');
    const random = seededRandom(7000 + index);
    const side = Math.min(SIDE, picture.width, picture.height);
    const window = {
      x: random.integer(0, picture.width - side + 1),
      y: random.integer(0, picture.height - side + 1),
      width: side,
      height: side,
    };
    return { index, picture: picture.id, kind, window, ...holeOf(random, kind, side, cutOuts) };
  });
}

function holeOf(
  random: Random,
  kind: CaseKind,
  side: number,
  cutOuts: readonly CutOut[],
): Pick<EvaluationCase, 'mask' | 'kept'> {
  switch (kind) {
    case 'boxes':
      return { mask: boxMask(random, side), kept: null };
    case 'object': {
      const cutOut = cutOuts[random.integer(0, cutOuts.length)];
      if (!cutOut) throw new Error('no cut-outs');
      return { mask: outlineMask(random, side, cutOut), kept: null };
    }
    case 'outpaint one side':
      return outpainting(random, side, [SIDES[random.integer(0, 4)] as Side]);
    case 'outpaint four sides':
      return outpainting(random, side, SIDES);
    default:
      return { mask: strokeMask(random, side, kind), kept: null };
  }
}

function outpainting(
  random: Random,
  side: number,
  sides: readonly Side[],
): Pick<EvaluationCase, 'mask' | 'kept'> {
  const mask = bordersOn(random, side, sides);
  const left = mask.data.subarray(side * (side >> 1), side * ((side >> 1) + 1)).indexOf(0);
  const top = Array.from({ length: side }, (_, y) => mask.data[y * side + (side >> 1)]).indexOf(0);
  const run = (at: number, step: number) => {
    let length = 0;
    while (length < side && mask.data[at + length * step] === 0 && at + length * step < mask.data.length)
      length++;
    return length;
  };
  const corner = top * side + left;
  return {
    mask,
    kept: { x: left, y: top, width: Math.min(side - left, run(corner, 1)), height: run(corner, side) },
  };
}
