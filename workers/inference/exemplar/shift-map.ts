import { cutPieces, type Montage, makeMontage, NOTHING, sourceOf } from './montage.ts';
import { finerMontage } from './pieces.ts';
import { type HoledPlane, resizeMap, shrinkHoled } from './plane.ts';
import { SearchRandom } from './random.ts';
import { borderShifts, commonShifts, joinShifts, shiftKey } from './shift-candidates.ts';
import type { Solution } from './solve.ts';

/** Shifts that are tried: the field's most frequent ones, and those that continue the hole's border. */
const FROM_FIELD = 32;
const FROM_BORDER = { points: 12, each: 2 };
const SWEEPS = 2;
/** Every shift is made dearer by up to so many code values, by chance: another seed shall give another fill. */
const CHANCE = 4;

/** What it costs a pixel to come from one hole length above or below; from the side it costs half. In code values. */
const WAY = 60;
/** What a code value counts by which a copy differs from what the field of patches painted. */
const UNLIKE_FIELD = 0.02;

/**
 * Turns a field of patches into few large pieces that are copied as they are ("shift map", Pritch et al. 2009): the field,
 * solved on a small copy of the picture, says which shifts are worth a try, a graph cut which pixel takes which, and on the
 * way up to full size pieces and the lines between them are put right. A voted picture is soft; copies are as sharp as the
 * picture, and there are few seams.
 *
 * @param of `side`: long side of the hole in the solution's plane; `allowed`: 1 = may be copied, at the size of `picture`
 * @returns the index of the known pixel that each hole pixel becomes a copy of, -1 for none and on known pixels
 */
export function shiftMap(
  picture: HoledPlane,
  features: HoledPlane,
  solution: Solution,
  of: { readonly side: number; readonly seed: number; readonly allowed?: Uint8Array },
): Int32Array {
  const { allowed } = of;
  let montage = firstMontage(features, solution, of, readableOf(features, picture, allowed));
  for (const plane of levelsAbove(features, picture)) {
    montage = finerMontage(montage, plane, readableOf(plane, picture, allowed));
  }
  const from = new Int32Array(picture.hole.length).fill(-1);
  const { pixels, labels } = montage;
  for (let k = 0; k < pixels.length; k++) {
    const p = pixels[k] as number;
    from[p] = sourceOf(montage, p, labels[p] as number);
  }
  return from;
}

/** The picture at every second size above that of `least`, the smallest first; the last one is the picture itself. */
function levelsAbove(least: HoledPlane, picture: HoledPlane): HoledPlane[] {
  if (least.width === picture.width && least.height === picture.height) return [];
  const levels = [picture];
  for (let plane = picture; plane.width > 2 * least.width; levels.unshift(plane)) {
    plane = shrinkHoled(plane, Math.ceil(plane.width / 2), Math.ceil(plane.height / 2));
  }
  return levels;
}

function firstMontage(
  plane: HoledPlane,
  solution: Solution,
  { side, seed }: { readonly side: number; readonly seed: number },
  readable: Uint8Array,
): Montage {
  const { width, channels, data } = plane;
  const painted = solution.plane;
  const random = new SearchRandom(seed);
  const shifts = joinShifts(
    commonShifts(solution, FROM_FIELD),
    borderShifts(plane, readable, { ...FROM_BORDER, start: random.next() }),
  );
  const far = WAY / side;
  const ways = Float64Array.from(
    shifts.dx,
    (dx, k) => CHANCE * random.next() + far * Math.hypot(shifts.dy[k] as number, dx / 2),
  );
  const montage = makeMontage({
    plane,
    readable,
    shifts,
    price(p, s, label) {
      let unlike = 0;
      for (let c = 0; c < 3; c++) {
        unlike += Math.abs(
          (data[s * channels + c] as number) - (painted.data[p * painted.channels + c] as number),
        );
      }
      return (ways[label] as number) + (UNLIKE_FIELD * unlike) / 3;
    },
  });
  const { labels } = montage;
  const known = new Map(Array.from(shifts.dx, (x, k) => [`${x} ${shifts.dy[k]}`, k]));
  for (const target of montage.pixels) {
    const match = solution.field.match[target] as number;
    if (match >= 0) labels[target] = known.get(shiftKey(width, target, match)) ?? NOTHING;
  }
  cutPieces(montage, SWEEPS);
  return montage;
}

function readableOf(plane: HoledPlane, picture: HoledPlane, allowed: Uint8Array | undefined): Uint8Array {
  const map = allowed && resizeMap(allowed, picture, plane.width, plane.height);
  const readable = new Uint8Array(plane.hole.length);
  for (let p = 0; p < readable.length; p++) {
    if (plane.hole[p] === 0 && (!map || map[p] === 1)) readable[p] = 1;
  }
  return readable;
}
