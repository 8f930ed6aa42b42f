import type { Shifts } from './montage.ts';
import type { HoledPlane } from './plane.ts';
import { differenceAt, samplesAt } from './samples.ts';
import type { Solution } from './solve.ts';
import { dilateSquare } from './sources.ts';

/** Half side of the patches that are compared around the hole, and how far apart two finds must lie to be two. */
const REACH = 4;
const APART = 3;
/** Price, in squared code values, of a squared pixel of way up or down; across costs a quarter. */
const WAY = 0.02;

/** The shifts that most pixels of a field share, the most frequent first. */
export function commonShifts({ plane, domain, field }: Solution, most: number): Shifts {
  const { width, hole } = plane;
  const counts = new Map<string, number>();
  for (const target of domain.targets) {
    if (hole[target] !== 1) continue;
    const key = shiftKey(width, target, field.match[target] as number);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key);
  return shiftsOf(keys.slice(0, most));
}

/**
 * Shifts that continue what stands at the hole's border: at points all along it, the known part of the patch there is
 * looked for in the whole readable picture; the best `each` places count.
 *
 * @param of `start`: which of the points comes first, 0 to 1
 */
export function borderShifts(
  plane: HoledPlane,
  readable: Uint8Array,
  of: { readonly points: number; readonly each: number; readonly start: number },
): Shifts {
  const { hole, width } = plane;
  const border: number[] = [];
  for (let p = 0; p < hole.length; p++) if (hole[p] === 1 && meetsKnown(plane, p)) border.push(p);
  const step = Math.max(1, Math.floor(border.length / of.points));
  const keys: string[] = [];
  const near = dilateSquare(
    readable.map((may) => 1 - may),
    width,
    plane.height,
    REACH,
  );
  for (let k = Math.floor(of.start * step); k < border.length; k += step) {
    const p = border[k] as number;
    for (const s of bestPlaces(plane, readable, near, p, of.each)) keys.push(shiftKey(width, p, s));
  }
  return shiftsOf(keys);
}

/** All shifts of both, each once. */
export function joinShifts(a: Shifts, b: Shifts): Shifts {
  const keys = [a, b].flatMap(({ dx, dy }) => Array.from(dx, (x, k) => `${x} ${dy[k]}`));
  return shiftsOf([...new Set(keys)]);
}

/** Names a shift, for look-up. */
export function shiftKey(width: number, target: number, source: number): string {
  return `${(source % width) - (target % width)} ${Math.floor(source / width) - Math.floor(target / width)}`;
}

function shiftsOf(keys: readonly string[]): Shifts {
  const pairs = keys.map((key) => key.split(' ').map(Number));
  return {
    dx: Int32Array.from(pairs, ([x]) => x as number),
    dy: Int32Array.from(pairs, ([, y]) => y as number),
  };
}

function meetsKnown({ width, hole }: HoledPlane, p: number): boolean {
  const x = p % width;
  return (
    (x > 0 && hole[p - 1] !== 1) ||
    (x + 1 < width && hole[p + 1] !== 1) ||
    (p >= width && hole[p - width] !== 1) ||
    (p + width < hole.length && hole[p + width] !== 1)
  );
}

/** @param near 1 where a patch would hold pixels that may not be read */
function bestPlaces(
  plane: HoledPlane,
  readable: Uint8Array,
  near: Uint8Array,
  p: number,
  most: number,
): number[] {
  const { width, height, channels, data, hole } = plane;
  const px = p % width;
  const py = (p - px) / width;
  const known: number[] = [];
  for (let y = -REACH; y <= REACH; y++) {
    for (let x = -REACH; x <= REACH; x++) {
      const inside = px + x >= 0 && py + y >= 0 && px + x < width && py + y < height;
      if (inside && hole[p + y * width + x] !== 1) known.push(y * width + x);
    }
  }
  const samples = samplesAt(plane, p, known);
  const found: { readonly cost: number; readonly place: number }[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let y = REACH; y + REACH < height; y++) {
    for (let x = REACH; x + REACH < width; x++) {
      const s = y * width + x;
      if (readable[s] !== 1) continue;
      const way = WAY * ((x - px) ** 2 / 4 + (y - py) ** 2) * known.length * channels;
      if (way >= limit || (near[s] === 1 && known.some((step) => readable[s + step] !== 1))) continue;
      const cost = differenceAt(data, samples, s * channels, way, limit);
      if (cost >= limit) continue;
      const same = found.findIndex(({ place }) => isNear(width, place, s));
      if (same >= 0) {
        if ((found[same]?.cost as number) <= cost) continue;
        found.splice(same, 1);
      }
      found.push({ cost, place: s });
      found.sort((a, b) => a.cost - b.cost);
      found.length = Math.min(most, found.length);
      if (found.length === most) limit = found[most - 1]?.cost as number;
    }
  }
  return found.map(({ place }) => place);
}

function isNear(width: number, a: number, b: number): boolean {
  const across = Math.abs((a % width) - (b % width));
  return across < APART && Math.abs(Math.floor(a / width) - Math.floor(b / width)) < APART;
}
