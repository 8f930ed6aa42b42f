import { type Field, improveField, patchDistance, randomField, refreshCosts } from './field.ts';
import { type HoledPlane, resizeMap, shrinkGuess } from './plane.ts';
import { SearchRandom } from './random.ts';
import { PATCH_RADIUS, type PatchDomain, patchDomain } from './sources.ts';
import { holeDepth, voteInto } from './vote.ts';

/** The solved level: `plane` is filled, `field` says where every patch came from. */
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
}

/** Rounds of search and vote on the coarsest level; a level up needs fewer, since it starts from a good field. */
const COARSE_ROUNDS = 8;
const FINE_ROUNDS = 2;
const PASSES = 2;

/**
 * Fills the hole from the picture's own patches, coarse to fine: on each level rounds of field search (PatchMatch,
 * Barnes et al. 2009) and voting (Wexler et al. 2007), the field carried up to the next level.
 *
 * `start.data` must hold a smooth first guess inside the hole. Returns null where no whole known patch exists.
 */
export function solveField(start: HoledPlane, options: SolveOptions): Solution | null {
  const random = new SearchRandom(options.seed);
  let solution: Solution | null = null;
  for (const level of pyramid(start, options.coarsest ?? 10)) {
    const allowed = options.allowed && resizeMap(options.allowed, start, level.width, level.height);
    const domain = patchDomain(level, allowed);
    if (domain.sources.length === 0 || domain.targets.length === 0) continue;
    const field: Field = solution
      ? carryUp(solution, level, domain, random)
      : randomField(level, domain, random);
    if (solution) voteInto(level, domain, field, holeDepth(level.hole, level.width, level.height));
    runRounds(level, domain, field, random, solution ? FINE_ROUNDS : COARSE_ROUNDS);
    solution = { plane: level, domain, field };
  }
  return solution;
}

function runRounds(
  plane: HoledPlane,
  domain: PatchDomain,
  field: Field,
  random: SearchRandom,
  rounds: number,
): void {
  const depth = holeDepth(plane.hole, plane.width, plane.height);
  for (let round = 0; round < rounds; round++) {
    refreshCosts(plane, domain, field);
    for (let pass = 0; pass < PASSES; pass++) improveField(plane, domain, field, random, pass % 2 === 0);
    voteInto(plane, domain, field, depth);
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
  let left = plane.width;
  let right = -1;
  let top = plane.height;
  let bottom = -1;
  for (let i = 0; i < plane.hole.length; i++) {
    if (plane.hole[i] !== 1) continue;
    const x = i % plane.width;
    const y = (i - x) / plane.width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return right < 0 ? 0 : Math.max(right - left, bottom - top) + 1;
}

/** The coarse field's offsets, scaled: each fine target takes the offset of the coarse pixel above it. */
function carryUp(coarse: Solution, fine: HoledPlane, domain: PatchDomain, random: SearchRandom): Field {
  const match = new Int32Array(fine.width * fine.height).fill(-1);
  const scaleX = fine.width / coarse.plane.width;
  const scaleY = fine.height / coarse.plane.height;
  for (const target of domain.targets) {
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
  }
  const field = { match, cost: new Float32Array(match.length) };
  for (const target of domain.targets) {
    field.cost[target] = patchDistance(fine, target, match[target] as number, Number.POSITIVE_INFINITY);
  }
  return field;
}
