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
  /** Which shift each hole pixel takes; `NOTHING` where there is none, and on known pixels beside them. */
  readonly labels: Int32Array;
  /** All hole pixels, in row order. */
  readonly pixels: Int32Array;
  /** The column of every pixel of `rows`: a division for each look at a neighbour would be most of the work. */
  readonly column: Uint16Array;
  /** First and last but one of the pixels in the rows that are looked at: those with hole pixels, and a few beyond. */
  readonly rows: readonly [number, number];
  /** Price of giving pixel `p` a copy of pixel `s` by the shift `label`, beside what its neighbours say, in the unit of a colour distance. */
  price(p: number, s: number, label: number): number;
}

/** A montage in which no pixel has a shift yet. */
export function makeMontage(of: Pick<Montage, 'plane' | 'readable' | 'shifts' | 'price'>): Montage {
  const { width, height, hole } = of.plane;
  const pixels = holePixels(hole);
  const top = Math.max(0, Math.floor((pixels[0] ?? 0) / width) - OUTWARDS);
  const bottom = Math.min(height, Math.floor((pixels[pixels.length - 1] ?? 0) / width) + 1 + OUTWARDS);
  const rows = [top * width, bottom * width] as const;
  const column = new Uint16Array(hole.length);
  for (let y = top, p = rows[0]; y < bottom; y++) for (let x = 0; x < width; x++) column[p++] = x;
  return { ...of, labels: pixelMap(rows, hole.length), pixels, column, rows };
}

/** `NOTHING` for every pixel of those rows; the rest is never looked at, and memory never touched costs nothing. */
export function pixelMap(rows: readonly [number, number], size: number): Int32Array {
  return new Int32Array(size).fill(NOTHING, rows[0], rows[1]);
}

function holePixels(hole: Uint8Array): Int32Array {
  const first = hole.indexOf(1);
  const pixels: number[] = [];
  if (first >= 0)
    for (let p = first, last = hole.lastIndexOf(1); p <= last; p++) if (hole[p] === 1) pixels.push(p);
  return Int32Array.from(pixels);
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
export function beside({ plane, column }: Montage, p: number, direction: number): number {
  const { width } = plane;
  if (direction === 0) return column[p] === 0 ? -1 : p - 1;
  if (direction === 1) return (column[p] as number) + 1 === width ? -1 : p + 1;
  if (direction === 2) return p - width;
  return p + width < column.length ? p + width : -1;
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
  const { pixels } = montage;
  const count = montage.shifts.dx.length;
  const room = makeRoom(montage, within ? 1024 : pixels.length);
  // Nothing can come of a shift that was tried since the last change.
  const triedAt = new Int32Array(count).fill(-1);
  let changes = 0;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let label = 0; label < count; label++) {
      if (triedAt[label] === changes) continue;
      if (expand(montage, label, within ? within(label) : pixels, room)) changes++;
      triedAt[label] = changes;
    }
  }
}

/** Space for one expansion after another; by node but for `nodeOf`. */
interface Room {
  /** By pixel; -1 but during an expansion. */
  readonly nodeOf: Int32Array;
  nodes: Int32Array;
  /** What the pixel is a copy of if it takes the shift, and if it keeps its own; -1 for nothing. */
  taken: Int32Array;
  kept: Int32Array;
  /** How far these two are apart. */
  apart: Float64Array;
  graph: FourGraph;
}

function makeRoom({ rows, labels }: Montage, most: number): Room {
  return { nodeOf: pixelMap(rows, labels.length), ...roomFor(most) };
}

function roomFor(most: number): Omit<Room, 'nodeOf'> {
  return {
    nodes: new Int32Array(most),
    taken: new Int32Array(most),
    kept: new Int32Array(most),
    apart: new Float64Array(most),
    graph: makeGraph(most),
  };
}

/** One move: the best set of the candidates takes the shift. Keeping is the source's side, taking it the sink's. */
function expand(montage: Montage, label: number, candidates: Int32Array, room: Room): boolean {
  const count = enter(montage, label, candidates, room);
  const { labels } = montage;
  const { nodeOf, nodes, graph } = room;
  graph.count = count;
  graph.neighbour.fill(-1, 0, count * 4);
  graph.capacity.fill(0, 0, count * 4);
  graph.terminal.fill(0, 0, count);
  for (let i = 0; i < count; i++) weigh(montage, label, i, room);
  let wanted = false;
  for (let i = 0; i < count; i++) {
    nodeOf[nodes[i] as number] = -1;
    if ((graph.terminal[i] as number) < 0) wanted = true;
  }
  if (!wanted) return false;
  const keeps = minimumCut(graph);
  let changed = false;
  for (let i = 0; i < count; i++) {
    if (keeps[i] === 1) continue;
    labels[nodes[i] as number] = label;
    changed = true;
  }
  return changed;
}

/** Makes nodes of all candidates that can take the shift; returns how many. */
function enter(montage: Montage, label: number, candidates: Int32Array, room: Room): number {
  if (candidates.length > room.nodes.length) Object.assign(room, roomFor(2 * candidates.length));
  const { plane, labels } = montage;
  const { nodeOf, nodes, taken, kept, apart } = room;
  let count = 0;
  for (let k = 0; k < candidates.length; k++) {
    const p = candidates[k] as number;
    const own = labels[p] as number;
    if (own === label) continue;
    const s = sourceOf(montage, p, label);
    if (s < 0) continue;
    const k0 = sourceOf(montage, p, own);
    nodeOf[p] = count;
    nodes[count] = p;
    taken[count] = s;
    kept[count] = k0;
    apart[count++] = difference(plane, k0, s);
  }
  return count;
}

/** Puts what node `i` and its edges to the right and downwards cost into the graph. */
function weigh(montage: Montage, label: number, i: number, room: Room): void {
  const { plane, labels } = montage;
  const { nodeOf, nodes, taken, kept } = room;
  const { neighbour, terminal } = room.graph;
  const p = nodes[i] as number;
  const own = labels[p] as number;
  let gain = montage.price(p, taken[i] as number, label);
  gain -= (kept[i] as number) < 0 ? IMPOSSIBLE : montage.price(p, kept[i] as number, own);
  for (let d = 0; d < 4; d++) {
    const q = beside(montage, p, d);
    if (q < 0) continue;
    if (plane.hole[q] !== 1) {
      gain += againstKnown(montage, q, d, label) - againstKnown(montage, q, d, own);
      continue;
    }
    const theirs = labels[q] as number;
    const j = nodeOf[q] as number;
    if (j < 0) gain += seam(montage, p, q, label, theirs) - seam(montage, p, q, own, theirs);
    else if (d % 2 === 1) {
      neighbour[i * 4 + d] = j;
      neighbour[j * 4 + (d ^ 1)] = i;
      gain += link(montage, i, j, d, room);
    }
  }
  terminal[i] = (terminal[i] as number) + gain;
}

/**
 * Capacities of the edge between two nodes. Where both have the same shift only parting them costs anything, and as much
 * either way; else what is left over when the rest is shared out evenly goes to the terminals: flow that the terminals
 * would send through edges and back need never be found.
 *
 * @returns what it adds to the price of taking the shift of node `i`; that of node `j` is added here
 */
function link(montage: Montage, i: number, j: number, d: number, room: Room): number {
  const { plane, labels } = montage;
  const { nodes, taken, kept, apart } = room;
  const { capacity, terminal } = room.graph;
  const p = nodes[i] as number;
  const q = nodes[j] as number;
  const own = labels[p] as number;
  const theirs = labels[q] as number;
  if (own === theirs) {
    const both = own < 0 ? 0 : (apart[i] as number) + (apart[j] as number);
    capacity[i * 4 + d] = both;
    capacity[j * 4 + (d ^ 1)] = both;
    return 0;
  }
  const qOwn = sourceOf(montage, q, own);
  const pTheirs = sourceOf(montage, p, theirs);
  const now =
    own < 0 || theirs < 0
      ? 0
      : difference(plane, kept[i] as number, pTheirs) + difference(plane, qOwn, kept[j] as number);
  const onlyTheirs = own < 0 ? 0 : (apart[i] as number) + difference(plane, qOwn, taken[j] as number);
  const onlyOwn = theirs < 0 ? 0 : difference(plane, taken[i] as number, pTheirs) + (apart[j] as number);
  const sum = Math.max(0, onlyTheirs + onlyOwn - now);
  const there = Math.min(sum, Math.max(0, onlyTheirs - now / 2));
  capacity[i * 4 + d] = there;
  capacity[j * 4 + (d ^ 1)] = sum - there;
  const gain = onlyOwn - now - (sum - there);
  terminal[j] = (terminal[j] as number) - now - gain;
  return gain;
}

/** The pixel that `p` would be a copy of; -1 where none may be read there. */
export function sourceOf({ plane, readable, shifts, column }: Montage, p: number, label: number): number {
  if (label < 0) return -1;
  const { width } = plane;
  const dx = shifts.dx[label] as number;
  const x = (column[p] as number) + dx;
  if (x < 0 || x >= width) return -1;
  const s = p + dx + (shifts.dy[label] as number) * width;
  return s >= 0 && s < readable.length && readable[s] === 1 ? s : -1;
}

/** How unlike the known pixels from `q` outwards, in direction `d`, are to what the shift would put in their place. */
export function againstKnown(montage: Montage, q: number, d: number, label: number): number {
  if (label < 0) return 0;
  const { plane } = montage;
  let sum = 0;
  let count = 0;
  for (let p = q; p >= 0 && plane.hole[p] !== 1 && count < OUTWARDS; p = beside(montage, p, d), count++) {
    sum += difference(plane, p, sourceOf(montage, p, label));
  }
  return (KNOWN_WEIGHT * sum) / count;
}

/** How much the seam shows between the neighbours `p`, copied by shift `a`, and `q`, copied by `b`. */
export function seam(montage: Montage, p: number, q: number, a: number, b: number): number {
  if (a === b || a < 0 || b < 0) return 0;
  return disagreement(montage, p, a, b) + disagreement(montage, q, a, b);
}

function disagreement(montage: Montage, p: number, a: number, b: number): number {
  return difference(montage.plane, sourceOf(montage, p, a), sourceOf(montage, p, b));
}

/** Euclidean distance of two pixels over all channels; what cannot be seen where one of them is -1. */
function difference({ channels, data }: HoledPlane, a: number, b: number): number {
  if (a < 0 || b < 0) return UNSEEN;
  let sum = 0;
  for (let c = 0, i = a * channels, j = b * channels; c < channels; c++, i++, j++) {
    const apart = (data[i] as number) - (data[j] as number);
    sum += apart * apart;
  }
  return Math.sqrt(sum);
}
