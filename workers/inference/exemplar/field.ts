import type { Plane } from './plane.ts';
import type { SearchRandom } from './random.ts';
import { PATCH_RADIUS, type PatchDomain } from './sources.ts';

/** For each target centre the centre of the source patch that suits it best, and the squared colour distance. */
export interface Field {
  /** Pixel index of the source, by pixel index of the target; -1 elsewhere. */
  readonly match: Int32Array;
  /** Mean squared distance a sample (0..65025), by pixel index of the target. */
  readonly cost: Float32Array;
}

/** A field whose targets point at sources drawn at random. `domain.sources` must not be empty. */
export function randomField(plane: Plane, domain: PatchDomain, random: SearchRandom): Field {
  const match = new Int32Array(plane.width * plane.height).fill(-1);
  for (const target of domain.targets) {
    match[target] = domain.sources[random.below(domain.sources.length)] as number;
  }
  return { match, cost: new Float32Array(match.length) };
}

/** Recomputes every cost: the picture under the targets has changed. */
export function refreshCosts(plane: Plane, domain: PatchDomain, field: Field): void {
  for (const target of domain.targets) {
    field.cost[target] = patchDistance(
      plane,
      target,
      field.match[target] as number,
      Number.POSITIVE_INFINITY,
    );
  }
}

/**
 * One pass of propagation and random search over all targets (Barnes et al. 2009, section 3.2), in reading order or
 * against it. Costs must be fresh. The field only ever improves.
 */
export function improveField(
  plane: Plane,
  domain: PatchDomain,
  field: Field,
  random: SearchRandom,
  forward: boolean,
): void {
  const { targets } = domain;
  const step = forward ? 1 : -1;
  for (let k = forward ? 0 : targets.length - 1; k >= 0 && k < targets.length; k += step) {
    const target = targets[k] as number;
    propagate(plane, domain, field, target, -step);
    propagate(plane, domain, field, target, -step * plane.width);
    searchAround(plane, domain, field, target, random);
  }
}

function propagate(plane: Plane, domain: PatchDomain, field: Field, target: number, towards: number): void {
  const neighbour = target + towards;
  if (neighbour < 0 || neighbour >= field.match.length) return;
  const theirs = field.match[neighbour] as number;
  if (theirs < 0) return;
  tryMatch(plane, domain, field, target, theirs - towards);
}

function searchAround(
  plane: Plane,
  domain: PatchDomain,
  field: Field,
  target: number,
  random: SearchRandom,
): void {
  const { width, height } = plane;
  const best = field.match[target] as number;
  const bx = best % width;
  const by = (best - bx) / width;
  for (let radius = Math.max(width, height); radius >= 1; radius *= 0.5) {
    const x = Math.round(bx + (random.next() * 2 - 1) * radius);
    const y = Math.round(by + (random.next() * 2 - 1) * radius);
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    tryMatch(plane, domain, field, target, y * width + x);
  }
}

function tryMatch(plane: Plane, domain: PatchDomain, field: Field, target: number, source: number): void {
  if (domain.isSource[source] !== 1 || source === field.match[target]) return;
  const cost = patchDistance(plane, target, source, field.cost[target] as number);
  if (cost < (field.cost[target] as number)) {
    field.cost[target] = cost;
    field.match[target] = source;
  }
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
    for (; t < end; t++, s++) {
      const difference = (data[t] as number) - (data[s] as number);
      sum += difference * difference;
    }
    if (sum > stop) return sum / count;
  }
  return sum / count;
}
