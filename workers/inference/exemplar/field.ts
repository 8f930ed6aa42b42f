import type { Plane } from './plane.ts';
import type { SearchRandom } from './random.ts';
import { PATCH_RADIUS, type PatchDomain } from './sources.ts';
import { noteUse, type Way, wayPrice } from './way.ts';

/** For each target centre the centre of the source patch that suits it best, and the squared colour distance. */
export interface Field {
  /** Pixel index of the source, by pixel index of the target; -1 elsewhere. */
  readonly match: Int32Array;
  /** Mean squared distance a sample (0..65025) plus the price of the way there, by pixel index of the target. */
  readonly cost: Float32Array;
  readonly way: Way;
}

/** A field whose targets point at sources drawn at random. `domain.sources` must not be empty. */
export function randomField(plane: Plane, domain: PatchDomain, random: SearchRandom, way: Way): Field {
  const match = new Int32Array(plane.width * plane.height).fill(-1);
  for (const target of domain.targets) {
    const source = domain.sources[random.below(domain.sources.length)] as number;
    match[target] = source;
    noteUse(way, plane.width, source, 1);
  }
  return { match, cost: new Float32Array(match.length), way };
}

/** Recomputes every cost: the picture under the targets has changed. */
export function refreshCosts(plane: Plane, domain: PatchDomain, field: Field): void {
  const { targets } = domain;
  for (let k = 0; k < targets.length; k++) {
    const target = targets[k] as number;
    const source = field.match[target] as number;
    field.cost[target] =
      patchDistance(plane, target, source, Number.POSITIVE_INFINITY) +
      wayPrice(plane.width, field.way, target, source);
  }
}

/** How one pass searches. */
export interface Search {
  /** Largest step, in pixels, of the random search around the match at hand. */
  readonly radius: number;
  /** How much cost a match may give away for each of the four neighbours that it moves together with. */
  readonly coherence: number;
}

/**
 * One pass of propagation and random search over all targets (Barnes et al. 2009, section 3.2), in reading order or
 * against it. Costs must be fresh. What falls is the cost plus the price of neighbours with other offsets: patches that
 * move together copy the picture in large sharp pieces (the coherence of Ashikhmin 2001, as a pairwise energy).
 */
export function improveField(
  plane: Plane,
  domain: PatchDomain,
  field: Field,
  random: SearchRandom,
  search: Search,
  forward: boolean,
): void {
  const { targets } = domain;
  const { width, height } = plane;
  const step = forward ? 1 : -1;
  const attempt = { plane, domain, field, coherence: search.coherence };
  for (let k = forward ? 0 : targets.length - 1; k >= 0 && k < targets.length; k += step) {
    const target = targets[k] as number;
    propagate(attempt, target, -step);
    propagate(attempt, target, -step * width);
    if (search.coherence > 0) {
      propagate(attempt, target, step);
      propagate(attempt, target, step * width);
    }
    const best = field.match[target] as number;
    const bx = best % width;
    const by = (best - bx) / width;
    for (let radius = Math.min(search.radius, Math.max(width, height)); radius >= 1; radius *= 0.5) {
      const x = Math.round(bx + (random.next() * 2 - 1) * radius);
      const y = Math.round(by + (random.next() * 2 - 1) * radius);
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      tryMatch(attempt, target, y * width + x);
    }
  }
}

interface Attempt {
  readonly plane: Plane;
  readonly domain: PatchDomain;
  readonly field: Field;
  readonly coherence: number;
}

function propagate(attempt: Attempt, target: number, towards: number): void {
  const { match } = attempt.field;
  const neighbour = target + towards;
  if (neighbour < 0 || neighbour >= match.length) return;
  const theirs = match[neighbour] as number;
  if (theirs >= 0) tryMatch(attempt, target, theirs - towards);
}

function tryMatch({ plane, domain, field, coherence }: Attempt, target: number, source: number): void {
  const { match, cost } = field;
  const current = match[target] as number;
  if (domain.isSource[source] !== 1 || source === current) return;
  let limit = cost[target] as number;
  if (coherence > 0) {
    const company =
      companions(match, plane.width, target, source) - companions(match, plane.width, target, current);
    limit += coherence * company;
  }
  const price = wayPrice(plane.width, field.way, target, source);
  if (limit <= price) return;
  const found = patchDistance(plane, target, source, limit - price) + price;
  if (found < limit) {
    cost[target] = found;
    match[target] = source;
    noteUse(field.way, plane.width, current, -1);
    noteUse(field.way, plane.width, source, 1);
  }
}

/** How many of the four neighbours have the offset that leads from `target` to `source`. */
function companions(match: Int32Array, width: number, target: number, source: number): number {
  let count = 0;
  if (match[target - 1] === source - 1) count++;
  if (match[target + 1] === source + 1) count++;
  if (match[target - width] === source - width) count++;
  if (match[target + width] === source + width) count++;
  return count;
}

/**
 * Mean squared difference a sample between the patches around `target` and `source`; pixels of the target patch that
 * lie outside the picture do not count. Stops early, returning a value above `limit`, once it is beaten.
 */
export function patchDistance(plane: Plane, target: number, source: number, limit: number): number {
  const { width, height, channels, data } = plane;
  const tx = target % width;
  const ty = (target - tx) / width;
  const left = Math.max(-PATCH_RADIUS, -tx);
  const right = Math.min(PATCH_RADIUS, width - 1 - tx);
  const top = Math.max(-PATCH_RADIUS, -ty);
  const bottom = Math.min(PATCH_RADIUS, height - 1 - ty);
  const count = (right - left + 1) * (bottom - top + 1) * channels;
  const stop = limit * count;
  let sum = 0;
  for (let dy = top; dy <= bottom; dy++) {
    let t = (target + dy * width + left) * channels;
    let s = (source + dy * width + left) * channels;
    const end = t + (right - left + 1) * channels;
    // Seven at a time, the width of a patch: one after another, each sum would wait for the one before.
    for (; t + 7 <= end; t += 7, s += 7) {
      const a0 = (data[t] as number) - (data[s] as number);
      const a1 = (data[t + 1] as number) - (data[s + 1] as number);
      const a2 = (data[t + 2] as number) - (data[s + 2] as number);
      const a3 = (data[t + 3] as number) - (data[s + 3] as number);
      const a4 = (data[t + 4] as number) - (data[s + 4] as number);
      const a5 = (data[t + 5] as number) - (data[s + 5] as number);
      const a6 = (data[t + 6] as number) - (data[s + 6] as number);
      sum += a0 * a0 + a1 * a1 + (a2 * a2 + a3 * a3) + (a4 * a4 + a5 * a5 + a6 * a6);
    }
    for (; t < end; t++, s++) {
      const difference = (data[t] as number) - (data[s] as number);
      sum += difference * difference;
    }
    if (sum > stop) return sum / count;
  }
  return sum / count;
}
