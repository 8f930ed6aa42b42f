import {
  againstKnown,
  beside,
  cutPieces,
  type Montage,
  makeMontage,
  NOTHING,
  pixelMap,
  seam,
  sourceOf,
} from './montage.ts';
import type { HoledPlane } from './plane.ts';

/** Pixels beside a piece that it may take over on the next finer level. */
const BAND = 2;
/** What a pixel counts whose copy could not be read after the move. */
const LOST = 60;

/**
 * A montage carried to a larger copy of the picture: connected pieces keep together, each moves by up to a pixel where it
 * then fits its neighbours better, and the lines between them are cut anew within two pixels. So a piece ends at the right
 * place to a pixel although it was chosen at a fraction of the size.
 */
export function finerMontage(coarse: Montage, plane: HoledPlane, readable: Uint8Array): Montage {
  const pieces = connectedPieces(coarse);
  const count = pieces.labels.length;
  const across = plane.width / coarse.plane.width;
  const down = plane.height / coarse.plane.height;
  const shifts = { dx: new Int32Array(count), dy: new Int32Array(count) };
  for (const [piece, label] of pieces.labels.entries()) {
    shifts.dx[piece] = Math.round((coarse.shifts.dx[label] as number) * across);
    shifts.dy[piece] = Math.round((coarse.shifts.dy[label] as number) * down);
  }
  const montage = makeMontage({ plane, readable, shifts, price: () => 0 });
  const { labels, pixels, column } = montage;
  const edges: number[][] = pieces.labels.map(() => []);
  for (let k = 0; k < pixels.length; k++) {
    const p = pixels[k] as number;
    const x = column[p] as number;
    const under = Math.min(coarse.plane.width - 1, Math.floor((x + 0.5) / across));
    const row = Math.min(coarse.plane.height - 1, Math.floor(((p - x) / plane.width + 0.5) / down));
    labels[p] = pieces.of[row * coarse.plane.width + under] as number;
  }
  for (let k = 0; k < pixels.length; k++) {
    const p = pixels[k] as number;
    const piece = labels[p] as number;
    if (piece >= 0 && isEdge(montage, p)) (edges[piece] as number[]).push(p);
  }
  for (let piece = 0; piece < count; piece++) movePiece(montage, piece, edges[piece] as number[]);
  for (let k = 0; k < pixels.length; k++) {
    const p = pixels[k] as number;
    if (sourceOf(montage, p, labels[p] as number) < 0) labels[p] = NOTHING;
  }
  const marks = pixelMap(montage.rows, labels.length);
  cutPieces(montage, 1, (piece) => nearEdge(montage, edges[piece] as number[], piece, marks));
  closeGaps(montage);
  return montage;
}

/** Pixels that lost their copy, and are not near a piece that could take them, join the next piece that can. */
function closeGaps(montage: Montage): void {
  const { labels, pixels } = montage;
  let open = [...pixels.filter((p) => labels[p] === NOTHING)];
  for (let before = open.length + 1; open.length < before; ) {
    before = open.length;
    open = open.filter((p) => {
      for (let d = 0; d < 4; d++) {
        const q = beside(montage, p, d);
        if (q < 0 || sourceOf(montage, p, labels[q] as number) < 0) continue;
        labels[p] = labels[q] as number;
        return false;
      }
      return true;
    });
  }
}

/** Which piece each pixel belongs to, and the label of each piece. */
function connectedPieces(montage: Montage): { readonly of: Int32Array; readonly labels: number[] } {
  const { labels } = montage;
  const of = pixelMap(montage.rows, labels.length);
  const found: number[] = [];
  const open: number[] = [];
  const { pixels } = montage;
  for (let k = 0; k < pixels.length; k++) {
    const start = pixels[k] as number;
    if ((labels[start] as number) < 0 || (of[start] as number) >= 0) continue;
    of[start] = found.length;
    open.push(start);
    for (let p = open.pop(); p !== undefined; p = open.pop()) {
      for (let d = 0; d < 4; d++) {
        const q = beside(montage, p, d);
        if (q < 0 || of[q] !== NOTHING || labels[q] !== labels[start]) continue;
        of[q] = found.length;
        open.push(q);
      }
    }
    found.push(labels[start] as number);
  }
  return { of, labels: found };
}

function isEdge(montage: Montage, p: number): boolean {
  const { labels } = montage;
  for (let d = 0; d < 4; d++) {
    const q = beside(montage, p, d);
    if (q >= 0 && labels[q] !== labels[p]) return true;
  }
  return false;
}

function movePiece(montage: Montage, piece: number, edge: readonly number[]): void {
  const { dx, dy } = montage.shifts;
  const [x, y] = [dx[piece] as number, dy[piece] as number];
  let best = [x, y] as const;
  let least = Number.POSITIVE_INFINITY;
  for (const [right, below] of [
    [0, 0],
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ] as const) {
    dx[piece] = x + right;
    dy[piece] = y + below;
    const cost = edgeCost(montage, piece, edge, least);
    if (cost >= least) continue;
    least = cost;
    best = [x + right, y + below];
  }
  [dx[piece], dy[piece]] = best;
}

function edgeCost(montage: Montage, piece: number, edge: readonly number[], limit: number): number {
  const { plane, labels } = montage;
  let cost = 0;
  for (const p of edge) {
    if (cost >= limit) break;
    if (sourceOf(montage, p, piece) < 0) {
      cost += LOST;
      continue;
    }
    for (let d = 0; d < 4; d++) {
      const q = beside(montage, p, d);
      if (q < 0 || labels[q] === piece) continue;
      if (plane.hole[q] !== 1) cost += againstKnown(montage, q, d, piece);
      else cost += seam(montage, p, q, piece, labels[q] as number);
    }
  }
  return cost;
}

/** The hole pixels near the edge of a piece that belong to others. `marks` is scratch space. */
function nearEdge(
  { plane, labels, column }: Montage,
  edge: readonly number[],
  piece: number,
  marks: Int32Array,
): Int32Array {
  const { width, height, hole } = plane;
  const near: number[] = [];
  for (const p of edge) {
    const x = column[p] as number;
    const y = (p - x) / width;
    for (let row = Math.max(0, y - BAND); row <= Math.min(height - 1, y + BAND); row++) {
      for (
        let q = row * width + Math.max(0, x - BAND);
        q <= row * width + Math.min(width - 1, x + BAND);
        q++
      ) {
        if (hole[q] !== 1 || labels[q] === piece || marks[q] === piece) continue;
        marks[q] = piece;
        near.push(q);
      }
    }
  }
  return Int32Array.from(near);
}
