import { blendSeams } from './blend-seams.ts';
import { copyDetail } from './copy-detail.ts';
import { type HoledPlane, resizeMap, shrinkHoled } from './plane.ts';
import { holeSide, type Solution, solveField } from './solve.ts';
import { withTexture } from './texture.ts';

/** Long side of the hole, in pixels, at which the field is solved. */
export const SOLVE_SIDE = 320;

/** Long side of the hole above which texture need not be compared: patches show it themselves. */
export const COLOUR_ABOVE = 80;

export interface ExemplarOptions {
  readonly seed: number;
  /** 1 = may be read from, at the size of the picture; every known pixel by default. */
  readonly allowed?: Uint8Array;
  /** Long side of the hole at which the field is solved; 320 by default. */
  readonly solveSide?: number;
}

/**
 * Fills the hole from the picture's own pixels, in place: the field of patches is solved where the hole's long side is
 * at most `solveSide`, then pixels are copied at full resolution. Deterministic for a seed; known pixels stay.
 *
 * What stands in the hole is not looked at. Returns false, with it left in place, where the known part holds no
 * whole patch.
 */
export function exemplarFill(picture: HoledPlane, options: ExemplarOptions): boolean {
  const solution = solveAt(picture, options);
  if (!solution) return false;
  blendSeams(picture, copyDetail(picture, solution));
  return true;
}

function solveAt(picture: HoledPlane, options: ExemplarOptions): Solution | null {
  const scale = Math.min(1, (options.solveSide ?? SOLVE_SIDE) / Math.max(1, holeSide(picture)));
  const { seed, allowed } = options;
  if (scale === 1)
    return solveField(withTexture(picture), { seed, colourAbove: COLOUR_ABOVE, ...(allowed && { allowed }) });
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return solveField(withTexture(shrinkHoled(picture, width, height)), {
    seed,
    colourAbove: COLOUR_ABOVE,
    ...(allowed && { allowed: resizeMap(allowed, picture, width, height) }),
  });
}
