import { extendRect, type Sides } from '../../../../workers/shared/geometry/growth.ts';
import type { Size } from '../../../../workers/shared/geometry/rect.ts';
import { COMMON_RATIOS } from '../../../lib/ratio.ts';
import { type Handle, sidesOf } from './handles.ts';

/** Amounts snap to this many pixels: models work in blocks of 8. */
export const GRID = 8;
/** What a crop leaves at least of the canvas, in pixels a side. */
const LEAST = 8;

export interface SideDrag {
  /** The canvas as it is. */
  readonly canvas: Size;
  /** The sides when the drag began; negative ones cut. */
  readonly start: Sides;
  readonly handle: Handle;
  /** How far the handle has been moved since, in pixels; right and down are positive. */
  readonly by: { readonly x: number; readonly y: number };
  /** The opposite sides follow, mirrored. */
  readonly both: boolean;
  /** The ratio that the canvas had with `start` is kept. */
  readonly keepRatio: boolean;
  /** Within this many pixels an amount jumps to 0 or to a common ratio; null snaps to nothing but whole pixels. */
  readonly snap: number | null;
}

const OPPOSITE = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' } as const;
type Axis = 'width' | 'height';
const AXIS_OF = { left: 'width', right: 'width', top: 'height', bottom: 'height' } as const satisfies Record<
  keyof Sides,
  Axis
>;
type Draft = Record<keyof Sides, number>;

/** The sides after a drag: whole pixels, at least `LEAST` of the canvas kept. Without a move they stay as they were. */
export function dragSides(drag: SideDrag): Sides {
  const { start, handle, by, both, keepRatio, snap } = drag;
  const draft: Draft = { ...start };
  for (const side of sidesOf(handle)) {
    const outward = outwardOf(side, by);
    if (outward === 0) continue;
    draft[side] = snapAmount(start[side] + outward, snap);
    if (both) draft[OPPOSITE[side]] = snapAmount(start[OPPOSITE[side]] + outward, snap);
  }
  if (keepRatio) holdRatio(drag, draft);
  else if (snap !== null && (by.x !== 0 || by.y !== 0)) snapRatio(drag, draft, snap);
  return limited(drag, draft);
}

function outwardOf(side: keyof Sides, by: SideDrag['by']): number {
  if (AXIS_OF[side] === 'width') return side === 'right' ? by.x : -by.x;
  return side === 'bottom' ? by.y : -by.y;
}

function snapAmount(amount: number, snap: number | null): number {
  if (snap === null) return Math.round(amount);
  return Math.abs(amount) <= snap ? 0 : Math.round(amount / GRID) * GRID;
}

function sizeWith({ width, height }: Size, sides: Sides): Record<Axis, number> {
  const grown = extendRect({ x: 0, y: 0, width, height }, sides);
  return { width: grown.width, height: grown.height };
}

/** Gives one axis another length, by the sides that the handle holds there, or by both alike. */
function setLength(drag: SideDrag, draft: Draft, axis: Axis, length: number): void {
  const more = length - sizeWith(drag.canvas, draft)[axis];
  const held = axis === 'width' ? drag.handle.across : drag.handle.down;
  const first = axis === 'width' ? 'left' : 'top';
  if (held && !drag.both) draft[held] += more;
  else {
    const half = Math.floor(more / 2);
    draft[first] += half;
    draft[OPPOSITE[first]] += more - half;
  }
}

/** Moves the dragged axis (of two, the one with less to go) to the nearest common ratio in reach. */
function snapRatio(drag: SideDrag, draft: Draft, snap: number): void {
  const size = sizeWith(drag.canvas, draft);
  const ratios = [...COMMON_RATIOS, [drag.canvas.width, drag.canvas.height]] as const;
  const dragged = sidesOf(drag.handle).map((side) => AXIS_OF[side]);
  let best: { axis: Axis; length: number; way: number } | null = null;
  for (const [across, down] of ratios) {
    for (const axis of dragged) {
      const exact = axis === 'width' ? (size.height * across) / down : (size.width * down) / across;
      const length = Math.round(exact);
      const way = Math.abs(length - size[axis]);
      if (way <= snap && (!best || way < best.way)) best = { axis, length, way };
    }
  }
  if (best) setLength(drag, draft, best.axis, best.length);
}

/** The axis that was dragged further leads; the other one follows. */
function holdRatio(drag: SideDrag, draft: Draft): void {
  const before = sizeWith(drag.canvas, drag.start);
  const now = sizeWith(drag.canvas, draft);
  const across = now.width / before.width;
  const down = now.height / before.height;
  if (Math.abs(across - 1) >= Math.abs(down - 1)) {
    setLength(drag, draft, 'height', Math.round(before.height * across));
  } else setLength(drag, draft, 'width', Math.round(before.width * down));
}

/** Cuts leave a piece of the canvas: the side that is held gives way to the other one. */
function limited({ canvas, handle }: SideDrag, draft: Draft): Sides {
  for (const [first, second] of [
    ['left', 'right'],
    ['top', 'bottom'],
  ] as const) {
    const length = canvas[AXIS_OF[first]];
    const most = length - Math.min(LEAST, length);
    const [held, other] = sidesOf(handle).includes(second) ? [second, first] : [first, second];
    draft[other] = Math.max(draft[other], -most);
    draft[held] = Math.max(draft[held], -(most - Math.max(0, -draft[other])));
  }
  const { left, top, right, bottom } = draft;
  // + 0: a side of -0 would not equal 0
  return { left: left + 0, top: top + 0, right: right + 0, bottom: bottom + 0 };
}
