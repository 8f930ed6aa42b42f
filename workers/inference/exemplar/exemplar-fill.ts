import { copyDetail } from './copy-detail.ts';
import { type HoledPlane, resizeMap, shrinkGuess } from './plane.ts';
import { holeSide, type Solution, solveField } from './solve.ts';

/** Long side of the hole, in pixels, at which the field is solved. */
const SOLVE_SIDE = 150;

export interface ExemplarOptions {
  readonly seed: number;
  /** 1 = may be read from, at the size of the picture; every known pixel by default. */
  readonly allowed?: Uint8Array;
  /** Long side of the hole at which the field is solved; 150 by default. */
  readonly solveSide?: number;
}

/**
 * Fills the hole from the picture's own pixels, in place: the field of patches is solved where the hole's long side is
 * at most `solveSide`, then pixels are copied at full resolution. Deterministic for a seed; known pixels stay.
 *
 * `picture.data` must hold a smooth first guess inside the hole. Returns false, with the guess left in place, where
 * the known part holds no whole patch.
 */
export function exemplarFill(picture: HoledPlane, options: ExemplarOptions): boolean {
  const solution = solveAt(picture, options);
  if (!solution) return false;
  copyDetail(picture, solution);
  return true;
}

function solveAt(picture: HoledPlane, options: ExemplarOptions): Solution | null {
  const scale = Math.min(1, (options.solveSide ?? SOLVE_SIDE) / Math.max(1, holeSide(picture)));
  if (scale === 1) return solveField(picture, options);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const small = shrinkGuess(picture, width, height);
  const { seed, allowed } = options;
  if (!allowed) return solveField(small, { seed });
  return solveField(small, { seed, allowed: resizeMap(allowed, picture, width, height) });
}
