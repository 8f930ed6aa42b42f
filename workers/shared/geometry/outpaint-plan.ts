import { extendRect, isNoGrowth, type Sides } from './growth.ts';
import type { Rect, Size } from './rect.ts';

/** Where a step grows the picture: one side over the old picture's length, or one of the four corners. */
export type OutpaintPart = keyof Sides | 'corner';

/** One iteration of an outpainting, in pixels of the grown canvas. */
export interface OutpaintStep {
  readonly part: OutpaintPart;
  /** What this step makes up. The areas of a plan do not overlap, and together they are all that is new. */
  readonly area: Rect;
  /** What this step looks at: `area` and what borders on it, all of it known or made by an earlier step. */
  readonly window: Rect;
}

export interface OutpaintPlan {
  readonly canvas: Size;
  /** Place of the old picture on the canvas. */
  readonly known: Rect;
  /** In the order in which they are made: left, right, top, bottom, each from the picture outwards, then the corners. */
  readonly steps: readonly OutpaintStep[];
}

export interface OutpaintRequest {
  /** The picture as it is, at least 1 x 1. */
  readonly picture: Size;
  /** Whole pixels to add, 0 or more. */
  readonly sides: Sides;
  /** Side, in pixels, of the square the model was trained at. */
  readonly nativeSize: number;
  /** Most pixels of the model that a step adds; half a native window when left out, kept within 1/8 and 3/4 of one. */
  readonly stepPx?: number | undefined;
}

/** Of two windows side by side along an edge: together they span this many native windows. */
const TWO_WINDOWS = 1.75;

/** An edge this many times as long as the picture reaches behind it is seen in two windows, not in one. */
const LONG_EDGE = 2;

/**
 * The steps in which a picture is grown; null where one pass is the better way (`docs/decisions/0003`): no side deeper than
 * one step.
 */
export function steppedGrowth(request: OutpaintRequest): readonly OutpaintStep[] | null {
  const { steps } = outpaintPlan(request);
  const deep = steps.some((step, i) => step.part !== 'corner' && step.part === steps[i + 1]?.part);
  return deep ? steps : null;
}

/**
 * Cuts the area around a picture into steps for iterative outpainting. Each side has a scale of its own: the picture is
 * taken as small as its edge needs to fit one native window (so that a horizon or a facade is seen whole; a very long
 * edge fits two that overlap by a quarter), and steps are counted in pixels of that size. Steps of a side are equal to a
 * pixel. Any pixel amounts are exact: nothing is rounded to multiples.
 */
export function outpaintPlan(request: OutpaintRequest): OutpaintPlan {
  const { sides } = request;
  // a rectangle is a size too: its place counts for nothing
  const picture: Size = { width: request.picture.width, height: request.picture.height };
  const grown = extendRect({ x: 0, y: 0, ...picture }, sides);
  const canvas = { width: grown.width, height: grown.height };
  const known: Rect = { x: sides.left, y: sides.top, ...picture };
  if (isNoGrowth(sides)) return { canvas, known, steps: [] };

  const across = axisOf(known.x, picture.width, sides.left, sides.right);
  const down = axisOf(known.y, picture.height, sides.top, sides.bottom);
  const beside = reachOf(request, picture.height, picture.width);
  const above = reachOf(request, picture.width, picture.height);
  const steps: OutpaintStep[] = [
    ...sideSteps(across, down, beside).map(({ end, ...cut }) => ({
      part: end === 'before' ? ('left' as const) : ('right' as const),
      area: rectOf(cut.area.deep, cut.area.along),
      window: rectOf(cut.window.deep, cut.window.along),
    })),
    ...sideSteps(down, across, above).map(({ end, ...cut }) => ({
      part: end === 'before' ? ('top' as const) : ('bottom' as const),
      area: rectOf(cut.area.along, cut.area.deep),
      window: rectOf(cut.window.along, cut.window.deep),
    })),
    ...cornerSteps(across, down, beside.step > above.step ? beside : above),
  ];
  return { canvas, known, steps };
}

/** Pixels from `start` to before `end`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** One direction of the canvas: where the old picture lies in it, and what is new before and after. */
interface Axis {
  readonly known: Span;
  readonly before: number;
  readonly after: number;
}

/** How far one window sees and one step goes, in canvas pixels, and the windows along the edge. */
interface Reach {
  readonly window: number;
  readonly step: number;
  readonly windows: 1 | 2;
}

function axisOf(start: number, length: number, before: number, after: number): Axis {
  return { known: { start, end: start + length }, before, after };
}

/** For an edge of this length with so much picture behind it. */
function reachOf({ nativeSize, stepPx }: OutpaintRequest, edge: number, behind: number): Reach {
  const windows = edge > LONG_EDGE * behind && edge > nativeSize ? 2 : 1;
  const scale = Math.max(1, edge / (nativeSize * (windows === 2 ? TWO_WINDOWS : 1)));
  const wanted = stepPx ?? nativeSize / 2;
  const step = Math.min((nativeSize * 3) / 4, Math.max(nativeSize / 8, wanted));
  return { window: Math.ceil(nativeSize * scale), step: Math.max(1, Math.floor(step * scale)), windows };
}

type End = 'before' | 'after';

interface Cut {
  readonly end: End;
  readonly area: { readonly deep: Span; readonly along: Span };
  readonly window: { readonly deep: Span; readonly along: Span };
}

/** The steps on both ends of `deep`, over the old picture's length along the other axis. */
function sideSteps(deep: Axis, along: Axis, reach: Reach): Cut[] {
  const cuts: Cut[] = [];
  for (const end of ['before', 'after'] as const) {
    for (const area of bands(deep, end, reach.step)) {
      // What lies at the other end was made before, if that was this axis' first end.
      const far = end === 'before' ? deep.known.end : deep.known.start - deep.before;
      const window = lookBack(area, end, reach.window, far);
      for (const part of partsAlong(along.known, reach)) {
        cuts.push({
          end,
          area: { deep: area, along: part.area },
          window: { deep: window, along: part.window },
        });
      }
    }
  }
  return cuts;
}

/** The new pixels at one end in equal bands, the one next to the picture first. */
function bands({ known, before, after }: Axis, end: End, step: number): Span[] {
  const depth = end === 'before' ? before : after;
  const count = Math.ceil(depth / step);
  return Array.from({ length: count }, (_, i) => {
    const near = Math.round((depth * i) / count);
    const far = Math.round((depth * (i + 1)) / count);
    return end === 'before'
      ? { start: known.start - far, end: known.start - near }
      : { start: known.end + near, end: known.end + far };
  });
}

/** From the band's outer border back towards the picture, as far as a window sees and `limit` allows. */
function lookBack(band: Span, end: End, reach: number, limit: number): Span {
  return end === 'before'
    ? { start: band.start, end: Math.max(band.end, Math.min(band.start + reach, limit)) }
    : { start: Math.min(band.start, Math.max(band.end - reach, limit)), end: band.end };
}

/** Of two windows along an edge the first makes all that it sees, and the second looks back at a part of that. */
function partsAlong(
  edge: Span,
  { window, windows }: Reach,
): { readonly area: Span; readonly window: Span }[] {
  if (windows === 1) return [{ area: edge, window: edge }];
  const first = { start: edge.start, end: edge.start + window };
  return [
    { area: first, window: first },
    {
      area: { start: first.end, end: edge.end },
      window: { start: Math.max(edge.start, edge.end - window), end: edge.end },
    },
  ];
}

/** The four corners in square pieces, each corner from the picture outwards. */
function cornerSteps(across: Axis, down: Axis, reach: Reach): OutpaintStep[] {
  const steps: OutpaintStep[] = [];
  for (const below of ['before', 'after'] as const) {
    for (const beside of ['before', 'after'] as const) {
      for (const rows of bands(down, below, reach.step)) {
        for (const columns of bands(across, beside, reach.step)) {
          steps.push({
            part: 'corner',
            area: rectOf(columns, rows),
            window: rectOf(
              lookBack(columns, beside, reach.window, farEnd(across, beside)),
              lookBack(rows, below, reach.window, farEnd(down, below)),
            ),
          });
        }
      }
    }
  }
  return steps;
}

/** Where the old picture ends as seen from a corner at this end: the next corner lies behind. */
function farEnd({ known }: Axis, end: End): number {
  return end === 'before' ? known.end : known.start;
}

function rectOf(across: Span, down: Span): Rect {
  return {
    x: across.start,
    y: down.start,
    width: across.end - across.start,
    height: down.end - down.start,
  };
}
