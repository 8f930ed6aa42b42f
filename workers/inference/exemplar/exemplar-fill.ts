import { blendSeams } from './blend-seams.ts';
import { copyDetail } from './copy-detail.ts';
import { easeHardSeams } from './ease-hard-seams.ts';
import { touchesBorder } from './hole-box.ts';
import { type HoledPlane, resizeMap, shrinkGuess } from './plane.ts';
import { shiftMap } from './shift-map.ts';
import { holeSide, solveField } from './solve.ts';
import { TEXTURED_CHANNELS, withTexture } from './texture.ts';

/** Long side of the hole, in pixels, at which the field is solved: for pieces, and where patches are copied cell by cell. */
const PIECES_SIDE = 56;
const SOLVE_SIDE = 320;

/** Long side of the hole above which texture need not be compared: patches show it themselves. */
const COLOUR_ABOVE = 80;

export interface ExemplarOptions {
  readonly seed: number;
  /** 1 = may be read from, at the size of the picture; every known pixel by default. */
  readonly allowed?: Uint8Array;
  /** Long side of the hole at which the field is solved. */
  readonly solveSide?: number;
}

/**
 * Fills the hole from the picture's own pixels, in place: a field of patches is solved on a small copy, large pieces are
 * made of it, and they are copied at full resolution with their seams blended. Deterministic for a seed; known pixels stay.
 *
 * What stands in the hole is not looked at. Returns false, with it left in place, where the known part holds no
 * whole patch.
 */
export function exemplarFill(picture: HoledPlane, options: ExemplarOptions): boolean {
  return fillByFeatures(picture, options, withTexture);
}

/**
 * `exemplarFill` by other features than colours and texture.
 *
 * @param featuresOf what is compared, of a small copy of the picture with what stands in the hole; its first five channels
 * are colour and texture, and painted
 */
export function fillByFeatures(
  picture: HoledPlane,
  { seed, allowed, solveSide }: ExemplarOptions,
  featuresOf: (small: HoledPlane) => HoledPlane,
): boolean {
  const open = touchesBorder(picture);
  const most = solveSide ?? (open ? SOLVE_SIDE : PIECES_SIDE);
  const side = Math.max(1, holeSide(picture));
  const scale = Math.min(1, most / side);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const features = featuresOf(shrinkGuess(picture, width, height));
  const smallAllowed = allowed && resizeMap(allowed, picture, width, height);
  const solution = solveField(features, {
    seed,
    painted: TEXTURED_CHANNELS,
    colourAbove: COLOUR_ABOVE,
    ...(smallAllowed && { allowed: smallAllowed }),
  });
  if (!solution) return false;
  const from = copyDetail(picture, solution);
  if (!open) {
    const of = { side: side * scale, seed, ...(allowed && { allowed }) };
    copyPieces(picture, from, shiftMap(picture, features, solution, of));
  }
  blendSeams(picture, from);
  easeHardSeams(picture, from);
  return true;
}

/** Copies what the pieces say over what was copied cell by cell, and notes it. */
function copyPieces({ data }: HoledPlane, from: Int32Array, pieces: Int32Array): void {
  for (let p = 0; p < pieces.length; p++) {
    const s = pieces[p] as number;
    if (s < 0) continue;
    from[p] = s;
    for (let c = 0; c < 3; c++) data[p * 3 + c] = data[s * 3 + c] as number;
  }
}
