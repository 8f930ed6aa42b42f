import { type FourGraph, makeGraph, minimumCut } from './max-flow.ts';
import type { HoledPlane } from './plane.ts';

/** Offsets, in pixels of a level, from a hole pixel to the known pixel that it becomes a copy of. */
export interface Shifts {
  readonly dx: Int32Array;
  readonly dy: Int32Array;
}

/** A level on its way to be put together from shifted copies of itself. */
export interface Montage {
  readonly plane: HoledPlane;
  /** 1 = may be copied. */
  readonly readable: Uint8Array;
  readonly shifts: Shifts;
  /** Which shift each hole pixel takes; `NOTHING` where there is none, and on known pixels. */
  readonly labels: Int32Array;
  /** Price of giving pixel `p` a copy of pixel `s` by the shift `label`, beside what its neighbours say, in the unit of a colour distance. */
  price(p: number, s: number, label: number): number;
}

export const NOTHING = -1;
/** What a pixel costs that is a copy of nothing. */
const IMPOSSIBLE = 1e6;
/** What a seam costs that cannot be judged, since the picture beside a piece is not known: as much as a clear one. */
const UNSEEN = 30;
/** How far outwards known pixels are compared with what a shift would put there, and what that counts against a seam. */
const OUTWARDS = 3;
const KNOWN_WEIGHT = 4;

/** The pixel beside `p` in direction 0 to 3 (left, right, up, down); -1 beyond the picture. */
export function beside({ width, height }: HoledPlane, p: number, direction: number): number {
  if (direction === 0) return p % width === 0 ? -1 : p - 1;
  if (direction === 1) return (p + 1) % width === 0 ? -1 : p + 1;
  if (direction === 2) return p - width;
  return p + width < width * height ? p + width : -1;
}

/**
 * Gives every hole pixel one of the shifts so that pieces that are copied together meet, and meet the known picture,
 * along lines where both agree (He and Sun 2012, "Statistics of patch offsets for image completion", eq. 2 and 3, with
 * Euclidean distances instead of squared ones): alpha expansion (Boykov et al. 2001, "Fast approximate energy
 * minimization via graph cuts", section 5) over all shifts, `sweeps` times. Changes `labels` in place.
 *
 * @param within the hole pixels that may take a shift; all of them by default
 */
export function cutPieces(montage: Montage, sweeps: number, within?: (label: number) => Int32Array): void {
  const { hole } = montage.plane;
  const every = within ? null : holePixels(hole);
  const room: Room = {
    nodeOf: new Int32Array(hole.length).fill(-1),
    graph: makeGraph(every?.length ?? 4096),
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let changed = false;
    for (let label = 0; label < montage.shifts.dx.length; label++) {
      if (expand(montage, label, every ?? (within as (label: number) => Int32Array)(label), room))
        changed = true;
    }
    if (!changed) return;
  }
}

function holePixels(hole: Uint8Array): Int32Array {
  const pixels: number[] = [];
  for (let p = 0; p < hole.length; p++) if (hole[p] === 1) pixels.push(p);
  return Int32Array.from(pixels);
}

interface Room {
  /** By pixel; -1 but during an expansion. */
  readonly nodeOf: Int32Array;
  /** Made anew where it is too small. */
  graph: FourGraph;
}

/** One move: the best set of the candidates takes the shift. Keeping is the source's side, taking it the sink's. */
function expand(montage: Montage, label: number, candidates: Int32Array, room: Room): boolean {
  const { plane, labels } = montage;
  const { nodeOf } = room;
  const nodes: number[] = [];
  for (const p of candidates) {
    if (labels[p] === label || sourceOf(montage, p, label) < 0) continue;
    nodeOf[p] = nodes.length;
    nodes.push(p);
  }
  if (nodes.length === 0) return false;
  if (nodes.length > room.graph.terminal.length) room.graph = makeGraph(2 * nodes.length);
  const { graph } = room;
  const { neighbour, capacity, terminal } = graph;
  graph.count = nodes.length;
  neighbour.fill(-1, 0, nodes.length * 4);
  capacity.fill(0, 0, nodes.length * 4);
  terminal.fill(0, 0, nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    const p = nodes[i] as number;
    const own = labels[p] as number;
    let gain = priceOf(montage, p, label) - priceOf(montage, p, own);
    for (let d = 0; d < 4; d++) {
      const q = beside(plane, p, d);
      if (q < 0) continue;
      if (plane.hole[q] !== 1) {
        gain += againstKnown(montage, q, d, label) - againstKnown(montage, q, d, own);
        continue;
      }
      const theirs = labels[q] as number;
      const j = nodeOf[q] as number;
      if (j < 0) gain += seam(montage, p, q, label, theirs) - seam(montage, p, q, own, theirs);
      else if (d % 2 === 1) {
        const now = seam(montage, p, q, own, theirs);
        const onlyTheirs = seam(montage, p, q, own, label);
        const onlyOwn = seam(montage, p, q, label, theirs);
        gain += onlyOwn - now;
        terminal[j] = (terminal[j] as number) - onlyOwn;
        neighbour[i * 4 + d] = j;
        neighbour[j * 4 + (d ^ 1)] = i;
        capacity[i * 4 + d] = Math.max(0, onlyTheirs + onlyOwn - now);
      }
    }
    terminal[i] = (terminal[i] as number) + gain;
  }
  const keeps = minimumCut(graph);
  let changed = false;
  for (let i = 0; i < nodes.length; i++) {
    const p = nodes[i] as number;
    nodeOf[p] = -1;
    if (keeps[i] === 1) continue;
    labels[p] = label;
    changed = true;
  }
  return changed;
}

/** The pixel that `p` would be a copy of; -1 where none may be read there. */
export function sourceOf({ plane, readable, shifts }: Montage, p: number, label: number): number {
  if (label < 0) return -1;
  const { width, height } = plane;
  const x = p % width;
  const sx = x + (shifts.dx[label] as number);
  const sy = (p - x) / width + (shifts.dy[label] as number);
  if (sx < 0 || sy < 0 || sx >= width || sy >= height) return -1;
  const s = sy * width + sx;
  return readable[s] === 1 ? s : -1;
}

function priceOf(montage: Montage, p: number, label: number): number {
  const s = sourceOf(montage, p, label);
  return s < 0 ? IMPOSSIBLE : montage.price(p, s, label);
}

/** How unlike the known pixels from `q` outwards, in direction `d`, are to what the shift would put in their place. */
export function againstKnown(montage: Montage, q: number, d: number, label: number): number {
  if (label < 0) return 0;
  const { plane } = montage;
  let sum = 0;
  let count = 0;
  for (let p = q; p >= 0 && plane.hole[p] !== 1 && count < OUTWARDS; p = beside(plane, p, d), count++) {
    const s = sourceOf(montage, p, label);
    sum += s < 0 ? UNSEEN : unlike(plane, p, s);
  }
  return (KNOWN_WEIGHT * sum) / count;
}

/** How much the seam shows between the neighbours `p`, copied by shift `a`, and `q`, copied by `b`. */
export function seam(montage: Montage, p: number, q: number, a: number, b: number): number {
  if (a === b || a < 0 || b < 0) return 0;
  return disagreement(montage, p, a, b) + disagreement(montage, q, a, b);
}

function disagreement(montage: Montage, p: number, a: number, b: number): number {
  const first = sourceOf(montage, p, a);
  const second = sourceOf(montage, p, b);
  return first < 0 || second < 0 ? UNSEEN : unlike(montage.plane, first, second);
}

function unlike({ channels, data }: HoledPlane, a: number, b: number): number {
  let sum = 0;
  for (let c = 0, i = a * channels, j = b * channels; c < channels; c++, i++, j++) {
    const difference = (data[i] as number) - (data[j] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
