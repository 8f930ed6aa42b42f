import { intersectRects, type Rect } from '../../../workers/shared/geometry/rect.ts';
import { tileRect, tilesMeeting } from '../document/tile-grid.ts';
import type { MaskMode } from '../tools/options.ts';
import { type Capsule, type Point, rowSpan } from './capsule.ts';
import type { MaskDraft } from './mask-layer.ts';

/** `add` raises mask values, `subtract` lowers them. */
export type PaintMode = Exclude<MaskMode, 'intersect'>;

/** The brush at one place: diameter in image pixels, hardness and opacity 0 to 1. */
export interface Dab {
  readonly size: number;
  readonly hardness: number;
  readonly opacity: number;
}

/** Pieces of a long line are this many radii long, so that a diagonal does not scan its whole bounding box. */
const PIECE_RADII = 8;

/** Between two sizes the brush changes by steps no larger than this, in image pixels. */
const TAPER_PX = 0.5;

/**
 * Sweeps a brush along a straight line while it changes from one dab into another.
 *
 * @param goesOn true where `start` has been painted at `from` already: what lies behind it is not gone through again
 */
export function paintTapered(
  mask: MaskDraft,
  from: Point,
  to: Point,
  start: Dab,
  end: Dab,
  mode: PaintMode,
  goesOn = false,
): void {
  const change = Math.max(
    Math.abs(end.size - start.size) / TAPER_PX,
    32 * Math.abs(end.opacity - start.opacity),
  );
  const steps = Math.max(1, Math.min(Math.ceil(change), Math.ceil(Math.hypot(to.x - from.x, to.y - from.y))));
  for (let i = 0; i < steps; i++) {
    const t = (i + 1) / steps;
    const dab: Dab = {
      size: start.size + t * (end.size - start.size),
      hardness: start.hardness + t * (end.hardness - start.hardness),
      opacity: start.opacity + t * (end.opacity - start.opacity),
    };
    paintLine(mask, between(from, to, i / steps), between(from, to, t), dab, mode, goesOn && change === 0);
  }
}

/**
 * Sweeps the brush along a straight line. Values are combined by maximum (`add`) or by minimum with the complement
 * (`subtract`), so that overlapping lines of one stroke never build up beyond the brush's own profile.
 */
function paintLine(
  mask: MaskDraft,
  from: Point,
  to: Point,
  brush: Dab,
  mode: PaintMode,
  goesOn: boolean,
): void {
  const radius = Math.max(0.5, brush.size / 2);
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const pieces = Math.max(1, Math.ceil(length / (PIECE_RADII * Math.max(8, radius))));
  for (let i = 0; i < pieces; i++) {
    paintPiece(
      mask,
      { from: between(from, to, i / pieces), to: between(from, to, (i + 1) / pieces) },
      radius,
      brush,
      mode,
      length > 0 && (goesOn || i > 0),
    );
  }
}

function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/** The brush as a profile across the line: its outer edge, the width of its fade, the mask value of its core. */
interface Tip {
  readonly reach: number;
  readonly fade: number;
  readonly most: number;
  /** Nothing behind the line's start is painted. */
  readonly isOpen: boolean;
}

function paintPiece(
  mask: MaskDraft,
  line: Capsule,
  radius: number,
  brush: Dab,
  mode: PaintMode,
  isOpen: boolean,
): void {
  // half a pixel beyond the radius a value of 0 is reached: edges are antialiased
  const reach = radius + 0.5;
  const box = intersectRects(boxAround(line, reach, isOpen), mask.grid.frame);
  const tip: Tip = {
    reach,
    fade: Math.max(1, (1 - brush.hardness) * radius),
    most: Math.round(255 * brush.opacity),
    isOpen,
  };
  for (const index of tilesMeeting(mask.grid, box)) {
    if (mode === 'subtract' && !mask.peek(index)) continue;
    const tile = tileRect(mask.grid, index);
    if (paintTile(mask, index, tile, intersectRects(box, tile), line, tip, mode)) {
      mask.touched(intersectRects(box, tile));
    }
  }
}

/** Whole pixels around a line of this half width; the disc around the start of an open one counts only ahead of it. */
function boxAround({ from, to }: Capsule, reach: number, isOpen: boolean): Rect {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  // one pixel more than the half disc: rows are cut to whole pixels
  const back = (across: number) =>
    isOpen ? Math.min(reach, (reach * Math.abs(across)) / length + 1) : reach;
  const acrossX = back(to.y - from.y);
  const acrossY = back(to.x - from.x);
  const x = Math.floor(Math.min(from.x - acrossX, to.x - reach));
  const y = Math.floor(Math.min(from.y - acrossY, to.y - reach));
  return {
    x,
    y,
    width: Math.ceil(Math.max(from.x + acrossX, to.x + reach)) - x,
    height: Math.ceil(Math.max(from.y + acrossY, to.y + reach)) - y,
  };
}

/** Paints the part of a line that lies in one tile; false when it misses the tile. */
function paintTile(
  mask: MaskDraft,
  index: number,
  tile: Rect,
  part: Rect,
  line: Capsule,
  tip: Tip,
  mode: PaintMode,
): boolean {
  const { reach, fade, most } = tip;
  const outer: [number, number] = [0, 0];
  const inner: [number, number] = [0, 0];
  let data: Uint8Array | null = null;
  const right = part.x + part.width;
  for (let y = part.y; y < part.y + part.height; y++) {
    if (!rowSpan(line, reach, y + 0.5, outer) || (tip.isOpen && !cutAhead(line, y + 0.5, outer))) continue;
    const start = Math.max(part.x, Math.floor(outer[0] - 0.5));
    const end = Math.min(right, Math.ceil(outer[1] + 0.5));
    if (start >= end) continue;
    data ??= mask.edit(index);
    const row = (y - tile.y) * tile.width - tile.x;
    let solidStart = end;
    let solidEnd = end;
    if (reach > fade && rowSpan(line, reach - fade, y + 0.5, inner)) {
      solidStart = Math.min(end, Math.max(start, Math.ceil(inner[0] - 0.5)));
      solidEnd = Math.max(solidStart, Math.min(end, Math.floor(inner[1] - 0.5) + 1));
      paintSolid(data, row + solidStart, row + solidEnd, most, mode);
    }
    paintEdge(data, row, start, solidStart, line, y + 0.5, tip, mode);
    paintEdge(data, row, solidEnd, end, line, y + 0.5, tip, mode);
  }
  return data !== null;
}

/** Cuts a row down to what lies ahead of the line's start, give or take a pixel; false when nothing does. */
function cutAhead({ from, to }: Capsule, y: number, span: [number, number]): boolean {
  const dx = to.x - from.x;
  const rest = (to.y - from.y) * (y - from.y);
  if (Math.abs(dx) < 1e-6) return rest >= -Math.abs(to.y - from.y);
  const border = from.x - rest / dx;
  if (dx > 0) span[0] = Math.max(span[0], border - 1);
  else span[1] = Math.min(span[1], border + 1);
  return span[0] <= span[1];
}

/** The core of a row, where the brush is at its strongest. */
function paintSolid(data: Uint8Array, start: number, end: number, most: number, mode: PaintMode): void {
  if (most === 255) {
    data.fill(mode === 'add' ? 255 : 0, start, end);
    return;
  }
  for (let i = start; i < end; i++) {
    const old = data[i] as number;
    data[i] = mode === 'add' ? Math.max(old, most) : Math.min(old, 255 - most);
  }
}

function paintEdge(
  data: Uint8Array,
  row: number,
  start: number,
  end: number,
  { from, to }: Capsule,
  centreY: number,
  { reach, fade, most }: Tip,
  mode: PaintMode,
): void {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const y = centreY - from.y;
  const lengthSquared = dx * dx + dy * dy;
  const reachSquared = reach * reach;
  const adds = mode === 'add';
  for (let i = start; i < end; i++) {
    const old = data[row + i] as number;
    // a stroke passes most places again and again: what is at its strongest stays
    if (adds ? old >= most : old <= 255 - most) continue;
    // the distance to the line, written out: this is most of what a stroke costs
    const x = i + 0.5 - from.x;
    const along = x * dx + y * dy;
    let ex = x;
    let ey = y;
    if (along > 0) {
      const t = along < lengthSquared ? along / lengthSquared : 1;
      ex -= t * dx;
      ey -= t * dy;
    }
    const squared = ex * ex + ey * ey;
    if (squared >= reachSquared) continue;
    const value = (most * profile((reach - Math.sqrt(squared)) / fade, fade) + 0.5) | 0;
    if (adds ? value > old : 255 - value < old) data[row + i] = adds ? value : 255 - value;
  }
}

/** Coverage at `depth`, 0 at the outer edge and 1 at the solid core: linear across one pixel, else a smooth step. */
function profile(depth: number, fade: number): number {
  if (depth >= 1) return 1;
  return fade <= 1 ? depth : depth * depth * (3 - 2 * depth);
}
