import { type Field, improveField, randomField, refreshCosts } from './field.ts';
import { holeBox, touchesBorder } from './hole-box.ts';
import { peel } from './peel.ts';
import { type HoledPlane, resizeMap, shrinkGuess } from './plane.ts';
import { SearchRandom } from './random.ts';
import { PATCH_RADIUS, type PatchDomain, patchDomain } from './sources.ts';
import { colourOnly } from './texture.ts';
import { holeDepth, percentile, voteInto } from './vote.ts';
import { countUses, noteUse, type Way } from './way.ts';

/** The solved level: `plane` holds the picture that was matched, `field` says where every patch came from. */
export interface Solution {
  readonly plane: HoledPlane;
  readonly domain: PatchDomain;
  readonly field: Field;
}

export interface SolveOptions {
  readonly seed: number;
  /** Long side of the hole, in pixels, on the coarsest level. */
  readonly coarsest?: number;
  /** 1 = may be read, at the size of the input; all known pixels by default. */
  readonly allowed?: Uint8Array;
  /** How many leading channels are painted; the rest are only compared. All by default. */
  readonly painted?: number;
  /** Levels whose hole is longer than this compare the three colour channels only; all channels everywhere by default. */
  readonly colourAbove?: number;
  /** Where the coarsest level starts: peeled from the border inwards, or from the guess that stands in the hole. */
  readonly start?: 'peel' | 'guess';
  /** Share of the median cost that a patch gives away for a neighbour that it moves together with; 0.3 by default. */
  readonly coherence?: number;
}

/** Rounds of search and vote, by the long side of the hole: coarse levels decide the structure and are cheap. */
const ROUNDS: readonly (readonly [side: number, rounds: number])[] = [
  [40, 6],
  [80, 3],
  [160, 2],
];
const PASSES = 2;
/**
 * Price, in squared code values, of a patch from one hole length above or below, at most and as a share of the level's
 * roughness: in a calm sky the right tone is worth more than a short way.
 */
const LOCALITY = 250;
const LOCALITY_SHARE = 0.5;
/** Way across costs this share of way up or down: pictures are layered from ground to sky. */
const ACROSS = 0.25;
/** Of a hole that is open to one side: how far patches come from for the price, and at least, by its depth. */
const OPEN_REACH = 0.5;
const OPEN_APART = 0.1;
/**
 * Of one that is open to the left or right alone: layers go on at their height, so the price is met after this share of
 * it, and how far patches come from along a layer hardly matters.
 */
const LATERAL_REACH = 0.15;
const LATERAL_ACROSS = 0.02;
/** Above this side of the hole the random search stays near. */
const GLOBAL_SEARCH_SIDE = 80;
const NEAR = 8;
/** The default of `coherence`, which rules the last round of a level. */
const COHERENCE = 0.3;

/**
 * Fills the hole from the picture's own patches, coarse to fine: on each level rounds of field search (PatchMatch,
 * Barnes et al. 2009) and voting (Wexler et al. 2007), the field carried up to the next level.
 *
 * With `start: 'guess'`, `picture.data` must hold a smooth first guess inside the hole. Returns null where no whole
 * known patch exists.
 */
export function solveField(picture: HoledPlane, options: SolveOptions): Solution | null {
  const random = new SearchRandom(options.seed);
  let solution: Solution | null = null;
  for (const full of pyramid(picture, options.coarsest ?? 40)) {
    const finest = full.width === picture.width;
    const level = options.colourAbove && holeSide(full) > options.colourAbove ? colourOnly(full) : full;
    const painted = Math.min(options.painted ?? level.channels, level.channels);
    const allowed = options.allowed && resizeMap(options.allowed, picture, level.width, level.height);
    const domain = patchDomain(level, allowed);
    if (domain.sources.length === 0 || domain.targets.length === 0) continue;
    const price = Math.min(LOCALITY, LOCALITY_SHARE * roughness(level, domain));
    const way = wayOf(level, domain, price, solution !== null);
    let field: Field;
    if (solution) {
      field = carryUp(solution, level, domain, random, way);
      voteInto(level, domain, field, holeDepth(level.hole, level.width, level.height), painted);
    } else if (options.start === 'guess') field = randomField(level, domain, random, way);
    else field = peel(level, domain, random, painted, way);
    runRounds(level, domain, field, random, { painted, finest, coherence: options.coherence ?? COHERENCE });
    solution = { plane: level, domain, field };
  }
  return solution;
}

/** Mean squared difference between the known pixels of a level and their right neighbours, over the colours. */
function roughness({ channels, data }: HoledPlane, { sources }: PatchDomain): number {
  let sum = 0;
  for (let k = 0; k < sources.length; k++) {
    const source = sources[k] as number;
    for (let c = 0; c < 3; c++) {
      sum += ((data[source * channels + c] as number) - (data[(source + 1) * channels + c] as number)) ** 2;
    }
  }
  return sum / (3 * sources.length);
}

function runRounds(
  plane: HoledPlane,
  domain: PatchDomain,
  field: Field,
  random: SearchRandom,
  how: { readonly painted: number; readonly finest: boolean; readonly coherence: number },
): void {
  const depth = holeDepth(plane.hole, plane.width, plane.height);
  const side = holeSide(plane);
  const rounds = ROUNDS.find(([most]) => side <= most)?.[1] ?? 1;
  const radius = side <= GLOBAL_SEARCH_SIDE ? plane.width + plane.height : NEAR;
  for (let round = 0; round < rounds; round++) {
    refreshCosts(plane, domain, field);
    const last = round === rounds - 1;
    const coherence = last ? how.coherence * percentile(domain.targets, field.cost, 0.5) + 0.5 : 0;
    for (let pass = 0; pass < PASSES; pass++) {
      improveField(plane, domain, field, random, { radius, coherence }, pass % 2 === 0);
    }
    if (!last || !how.finest) voteInto(plane, domain, field, depth, how.painted);
  }
}

/** Levels from coarse to fine, the last one the picture itself; guesses inside the hole are shrunk along. */
function pyramid(start: HoledPlane, coarsest: number): HoledPlane[] {
  const levels = [copyPlane(start)];
  let side = holeSide(start);
  let { width, height } = start;
  const least = 4 * PATCH_RADIUS + 2;
  while (side > coarsest && Math.min(width, height) / 2 >= least) {
    width = Math.round(width / 2);
    height = Math.round(height / 2);
    side /= 2;
    levels.unshift(shrinkGuess(start, width, height));
  }
  return levels;
}

function copyPlane(plane: HoledPlane): HoledPlane {
  return { ...plane, data: plane.data.slice() };
}

/** Long side of the box around all hole pixels. */
export function holeSide(plane: HoledPlane): number {
  const box = holeBox(plane, 0);
  return box ? Math.max(box.width, box.height) : 0;
}

/**
 * A hole that the picture surrounds is held from all sides: a patch may come from one hole length away at `price`. One
 * that reaches the picture's border is not, and would drift or repeat: there patches come from nearer, by its depth,
 * but not from just beside, and a place that was copied already costs as much again. `carried`: offsets were rounded on
 * their way up, so the bound gives a little.
 */
function wayOf(plane: HoledPlane, domain: PatchDomain, price: number, carried: boolean): Way {
  const box = holeBox(plane, 0);
  if (!box) return { down: 0, across: 0, apart: 0, uses: null };
  const { width, height } = plane;
  if (!touchesBorder(plane)) {
    const down = price / Math.max(box.width, box.height) ** 2;
    return { down, across: ACROSS * down, apart: 0, uses: null };
  }
  const short = holeDepth(plane.hole, width, height).reduce((a, b) => Math.max(a, b), 1);
  const lateral = box.width < width && box.height === height;
  const reach = lateral ? Math.min(OPEN_REACH * short, LATERAL_REACH * height) : OPEN_REACH * short;
  const down = price / Math.max(1, reach) ** 2;
  return {
    down,
    across: (lateral ? LATERAL_ACROSS : ACROSS) * down,
    apart: Math.floor(OPEN_APART * short * (carried ? 0.9 : 1)),
    uses: countUses(width, height, Math.max(1, domain.targets.length / domain.sources.length), price),
  };
}

/** The coarse field's offsets, scaled: each fine target takes the offset of the coarse pixel above it. */
function carryUp(
  coarse: Solution,
  fine: HoledPlane,
  domain: PatchDomain,
  random: SearchRandom,
  way: Way,
): Field {
  const match = new Int32Array(fine.width * fine.height).fill(-1);
  const scaleX = fine.width / coarse.plane.width;
  const scaleY = fine.height / coarse.plane.height;
  const { targets } = domain;
  for (let k = 0; k < targets.length; k++) {
    const target = targets[k] as number;
    const x = target % fine.width;
    const y = (target - x) / fine.width;
    const cx = Math.min(coarse.plane.width - 1, Math.floor(x / scaleX));
    const cy = Math.min(coarse.plane.height - 1, Math.floor(y / scaleY));
    const from = coarse.field.match[cy * coarse.plane.width + cx] as number;
    let source = -1;
    if (from >= 0) {
      const sx = x + Math.round(((from % coarse.plane.width) - cx) * scaleX);
      const sy = y + Math.round((Math.floor(from / coarse.plane.width) - cy) * scaleY);
      if (sx >= 0 && sy >= 0 && sx < fine.width && sy < fine.height) source = sy * fine.width + sx;
    }
    match[target] =
      source >= 0 && domain.isSource[source] === 1
        ? source
        : (domain.sources[random.below(domain.sources.length)] as number);
    noteUse(way, fine.width, match[target] as number, 1);
  }
  return { match, cost: new Float32Array(match.length), way };
}
