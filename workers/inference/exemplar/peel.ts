import { type Field, randomField } from './field.ts';
import type { HoledPlane } from './plane.ts';
import type { SearchRandom } from './random.ts';
import { differenceAt, samplesAt } from './samples.ts';
import { PATCH_RADIUS, type PatchDomain } from './sources.ts';
import { noteUse, type Way, wayPriceOf } from './way.ts';

/** Most patch comparisons of a peel; beyond it only every n-th source is tried, and what continues the neighbours. */
const MOST_COMPARISONS = 500_000;

/** Line strength that a pixel without any line counts for, so that confidence decides among weak ones. */
const CALM = 250;

/** What a peel knows of every pixel: 1 known, 0 still missing, between them the confidence in a made-up one. */
type Confidence = Float32Array;

/**
 * First fill of the coarsest level, pixel by pixel from the border inwards: the next pixel is always the one with the
 * strongest line running into it among those with much known around (the priority of Criminisi et al. 2004, "Region
 * filling and object removal", eq. 1-2), and it takes the centre of the known patch that agrees best with what is there
 * already. Lines are so carried across before the areas beside them close. Writes the `painted` leading channels of the
 * hole and returns the field that was used; the guess that stood in the hole is not looked at.
 */
export function peel(
  plane: HoledPlane,
  domain: PatchDomain,
  random: SearchRandom,
  painted: number,
  way: Way,
): Field {
  const { width, height, channels, data, hole } = plane;
  const field = randomField(plane, domain, random, way);
  const confidence: Confidence = Float32Array.from(hole, (h) => 1 - h);
  const missing = new Set(domain.targets.filter((target) => hole[target] === 1));
  const front = new Map<number, number>();
  const noteFront = (x: number, y: number): void => {
    const p = y * width + x;
    if (x >= 0 && y >= 0 && x < width && y < height && missing.has(p))
      front.set(p, priority(plane, confidence, p));
  };
  for (const target of missing) {
    const x = target % width;
    if (touchesKnown(plane, confidence, x, (target - x) / width)) noteFront(x, (target - x) / width);
  }
  const stride = Math.max(1, Math.ceil((missing.size * domain.sources.length) / MOST_COMPARISONS));
  while (front.size > 0) {
    const target = best(front);
    const source = bestSource(plane, domain, field, confidence, target, { stride, painted });
    noteUse(way, width, field.match[target] as number, -1);
    noteUse(way, width, source, 1);
    field.match[target] = source;
    for (let c = 0; c < painted; c++) data[target * channels + c] = data[source * channels + c] as number;
    confidence[target] = Math.max(1e-3, trust(plane, confidence, target));
    missing.delete(target);
    front.delete(target);
    const x = target % width;
    const y = (target - x) / width;
    for (let dy = -2; dy <= 2; dy++) {
      for (let dx = -2; dx <= 2; dx++) {
        if (Math.abs(dx) + Math.abs(dy) === 1 || front.has(target + dy * width + dx))
          noteFront(x + dx, y + dy);
      }
    }
  }
  return field;
}

function best(front: ReadonlyMap<number, number>): number {
  let found = -1;
  let most = -1;
  for (const [pixel, value] of front) {
    if (value > most) {
      most = value;
      found = pixel;
    }
  }
  return found;
}

function touchesKnown({ width, height }: HoledPlane, confidence: Confidence, x: number, y: number): boolean {
  const p = y * width + x;
  return (
    (x > 0 && (confidence[p - 1] as number) > 0) ||
    (x + 1 < width && (confidence[p + 1] as number) > 0) ||
    (y > 0 && (confidence[p - width] as number) > 0) ||
    (y + 1 < height && (confidence[p + width] as number) > 0)
  );
}

/** Mean confidence of the patch around a pixel. */
function trust(plane: HoledPlane, confidence: Confidence, target: number): number {
  let sum = 0;
  for (const step of patchSteps(plane, target)) sum += confidence[target + step] as number;
  return sum / (2 * PATCH_RADIUS + 1) ** 2;
}

/** Confidence times the brightness gradient along the front, that is, the strength of lines running into it. */
function priority(plane: HoledPlane, confidence: Confidence, target: number): number {
  const { width, channels, data } = plane;
  const brightness = (p: number): number =>
    (data[p * channels] as number) + (data[p * channels + 1] as number) + (data[p * channels + 2] as number);
  let sum = 0;
  let nx = 0;
  let ny = 0;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const step of patchSteps(plane, target)) {
    const p = target + step;
    const here = confidence[p] as number;
    sum += here;
    if (here === 0) continue;
    const dy = Math.round(step / width);
    nx += step - dy * width;
    ny += dy;
    if (!((confidence[p + 1] as number) > 0) || !((confidence[p + width] as number) > 0)) continue;
    const gx = brightness(p + 1) - brightness(p);
    const gy = brightness(p + width) - brightness(p);
    xx += gx * gx;
    xy += gx * gy;
    yy += gy * gy;
  }
  const norm = nx * nx + ny * ny;
  const along = norm > 0 ? (ny * ny * xx - 2 * nx * ny * xy + nx * nx * yy) / norm : xx + yy;
  return sum * (Math.sqrt(Math.max(0, along)) + CALM);
}

/**
 * The source whose patch agrees best with what is known or made up already around `target`, and in the channels that are
 * not painted with all of it: every n-th one of all, and those that continue what the neighbours are copies of.
 */
function bestSource(
  plane: HoledPlane,
  domain: PatchDomain,
  field: Field,
  confidence: Confidence,
  target: number,
  { stride, painted }: { readonly stride: number; readonly painted: number },
): number {
  const { width, channels, data } = plane;
  const { sources, isSource } = domain;
  // Pixels still missing have only the channels that nobody paints.
  const firstOf = (step: number) => ((confidence[target + step] as number) > 0 ? 0 : painted);
  const around = patchSteps(plane, target).filter((step) => firstOf(step) < channels);
  const samples = samplesAt(plane, target, around, firstOf);
  const share = around.length * channels;
  const tx = target % width;
  const ty = (target - tx) / width;
  let found = sources[0] as number;
  let least = Number.POSITIVE_INFINITY;
  const consider = (source: number): void => {
    const sx = source % width;
    const way = wayPriceOf(width, field.way, sx - tx, (source - sx) / width - ty, source) * share;
    const sum = differenceAt(data, samples, source * channels, way, least);
    if (sum < least) {
      least = sum;
      found = source;
    }
  };
  for (const step of [-1, 1, -width, width]) {
    const theirs = field.match[target + step] ?? -1;
    if (theirs >= 0 && isSource[theirs - step] === 1) consider(theirs - step);
  }
  for (let k = target % stride; k < sources.length; k += stride) consider(sources[k] as number);
  return found;
}

/** Index steps to the pixels of the patch around `target` that lie inside the picture. */
function patchSteps({ width, height }: HoledPlane, target: number): number[] {
  const x = target % width;
  const y = (target - x) / width;
  const steps: number[] = [];
  for (let dy = -PATCH_RADIUS; dy <= PATCH_RADIUS; dy++) {
    if (y + dy < 0 || y + dy >= height) continue;
    for (let dx = -PATCH_RADIUS; dx <= PATCH_RADIUS; dx++) {
      if (x + dx >= 0 && x + dx < width) steps.push(dy * width + dx);
    }
  }
  return steps;
}
