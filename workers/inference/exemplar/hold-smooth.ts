import { blurPlane } from './blur.ts';
import { cropBox, holeBox, putBack, touchesBorder } from './hole-box.ts';
import { type HoledPlane, makePlane, type Plane, shrinkGuess } from './plane.ts';
import { type EdgeCell, MOST_REACH, smoothEdge } from './smooth-edge.ts';
import { fallFrom, riseFrom } from './smooth-step.ts';
import { TEXTURED_CHANNELS, withTexture } from './texture.ts';
import { holeDepth } from './vote.ts';

/** Long side of the hole in cells, of so many pixels at least: what is smooth is worked out on a small copy. */
const CELLS = 192;
const LEAST_PIXELS = 4;
/** Parts of a cell, in a row, of which its texture is measured: of whole pixels it would be the grain. */
const PARTS = 2;

/** How far behind the edge its gradient is measured, as a share of the hole's depth, and how far it is followed. */
const MEASURED = 0.3;
const FOLLOWED = 0.12;
const LEAST_FOLLOWED = 4;

/** Deviation, in cells, over which edge cells are averaged: right at the edge, and more with every cell of distance. */
const SPREAD = 2;
const SPREAD_GROWS = 0.4;

/** Edge cells that lie so much farther than the nearest, in the exponent of the Gaussian, do not count. */
const FARTHEST = 2;

/** Cells over which what an edge cell has of its own fades. */
const REST_FADES = 3;

/** Code values by which a cell of the fill may differ from the continuation and follows it in full, and from which not at all. */
const FOLLOWS = [18, 42] as const;
/** The same for a pixel and the mean of the fill around it: a branch within a cell of sky stays as it is. */
const BELONGS = [20, 44] as const;
/** Weight of a cell that does not follow, when its neighbours' corrections are averaged: they would have a halo of it. */
const LEAST_WEIGHT = 0.02;
/** Share of the edge that must agree with a cell before anything is said of it. */
const AGREES = [0.01, 0.1] as const;

/** Blur, in cells, of the correction, and the least agreement that is left of a cell by which it is divided. */
const BLUR = 1;
const LEAST_SAID = 0.02;

/** Channels of the map: agreement, and times it how far to follow; a weight, and times it the continuation and the correction. */
const MAP = 9;
const WEIGHT = 2;
const GOAL = 3;
const CORRECTION = 6;
/** Where the fill's own colour stands once the continuation is not needed any more. */
const OWN = GOAL;

/**
 * Holds a filled hole that is open to the picture's border, in place, to a smooth continuation of the picture wherever
 * its edge is smooth (sky, wall, water, what is out of focus): copied pixels keep their grain and detail, but their low
 * frequencies become those of the edge they go on from, along the gradient measured there, which levels off. Where the
 * edge is busy, or the fill shows something else than its continuation, nothing changes. Known pixels stay.
 *
 * @returns share of the hole, 0 to 1, that was held
 */
export function holdSmooth(picture: HoledPlane): number {
  const inner = holeBox(picture, 0);
  if (!inner || !touchesBorder(picture)) return 0;
  const pixels = Math.max(LEAST_PIXELS, Math.max(inner.width, inner.height) / CELLS);
  const depth = Math.min(inner.width, inner.height) / pixels;
  const box = holeBox(picture, Math.ceil(pixels * (MOST_REACH + 2)));
  if (!box) return 0;
  const near = cropBox(picture, box);
  const cells = cellsOf(near, pixels);
  const edge = smoothEdge(cells, MEASURED * depth);
  if (!edge.some(({ smooth }) => smooth > 0)) return 0;
  const map = blurPlane(continuation(cells, edge, Math.max(LEAST_FOLLOWED, FOLLOWED * depth)), BLUR);
  unweighted(map);
  const held = addCorrection(near, map, pixels);
  putBack(near, picture, box);
  return held;
}

/** RGB and texture in cells of so many pixels. */
function cellsOf(near: HoledPlane, pixels: number): HoledPlane {
  const width = Math.max(1, Math.round(near.width / pixels));
  const height = Math.max(1, Math.round(near.height / pixels));
  const fine = shrinkGuess(near, Math.min(near.width, PARTS * width), Math.min(near.height, PARTS * height));
  return shrinkGuess(withTexture(fine), width, height);
}

/** What the edge says of every hole cell, as `MAP` channels; zeros where it says nothing. */
function continuation(cells: HoledPlane, edge: readonly EdgeCell[], level: number): Plane {
  const { width, height, hole, data } = cells;
  const map = makePlane(width, height, MAP);
  const distances = new Float64Array(edge.length);
  const guess = new Float64Array(3);
  const sum = new Float64Array(3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (hole[i] !== 1) continue;
      let nearest = Number.POSITIVE_INFINITY;
      let at = 0;
      for (let k = 0; k < edge.length; k++) {
        const { x: ex, y: ey } = edge[k] as EdgeCell;
        const d = (x - ex) * (x - ex) + (y - ey) * (y - ey);
        distances[k] = d;
        if (d >= nearest) continue;
        nearest = d;
        at = k;
      }
      const away = wayFrom(edge[at] as EdgeCell, x, y, level);
      const spread = 1 / (2 * (SPREAD + SPREAD_GROWS * Math.sqrt(nearest)) ** 2);
      let [all, agree, smooth] = [0, 0, 0];
      sum.fill(0);
      for (let k = 0; k < edge.length; k++) {
        const d = distances[k] as number;
        const beyond = spread * (d - nearest);
        if (beyond > FARTHEST) continue;
        const weight = Math.exp(-beyond);
        all += weight;
        const cell = edge[k] as EdgeCell;
        goOn(cell, x, y, away, guess);
        let off = 0;
        for (let c = 0; c < 3; c++) {
          off = Math.max(off, Math.abs((data[i * TEXTURED_CHANNELS + c] as number) - (guess[c] as number)));
        }
        if (off >= FOLLOWS[1]) continue;
        const fits = off <= FOLLOWS[0] ? weight : weight * fallFrom(FOLLOWS, off);
        agree += fits;
        smooth += fits * cell.smooth;
        for (let c = 0; c < 3; c++) sum[c] = (sum[c] as number) + fits * cell.smooth * (guess[c] as number);
      }
      if (smooth === 0) continue;
      let off = 0;
      for (let c = 0; c < 3; c++) {
        const own = data[i * TEXTURED_CHANNELS + c] as number;
        off = Math.max(off, Math.abs((sum[c] as number) / smooth - own));
      }
      const follows = fallFrom(FOLLOWS, off);
      const says = riseFrom(AGREES, agree / all);
      const weight = says * (LEAST_WEIGHT + follows);
      const to = i * MAP;
      map.data[to] = says;
      map.data[to + 1] = (says * follows * smooth) / agree;
      map.data[to + WEIGHT] = weight;
      for (let c = 0; c < 3; c++) {
        const goal = (sum[c] as number) / smooth;
        map.data[to + GOAL + c] = weight * goal;
        map.data[to + CORRECTION + c] = weight * (goal - (data[i * TEXTURED_CHANNELS + c] as number));
      }
    }
  }
  return map;
}

/** The way from the nearest edge cell: its direction, what it counts for less than its length, and what is left of the cell. */
interface Away {
  readonly x: number;
  readonly y: number;
  readonly shorter: number;
  readonly rest: number;
}

/** @param level cells after which the way counts less and less: a gradient levels off */
function wayFrom({ x: ex, y: ey }: EdgeCell, x: number, y: number, level: number): Away {
  const distance = Math.hypot(x - ex, y - ey);
  const counts = level * (1 - Math.exp(-distance / level));
  return {
    x: (x - ex) / distance,
    y: (y - ey) / distance,
    shorter: counts / distance - 1,
    rest: Math.exp(-distance / REST_FADES),
  };
}

/** The colour with which an edge cell's plane arrives at a place: along the edge as it is, away from it levelling off. */
function goOn(
  { x: ex, y: ey, value, across, down, rest }: EdgeCell,
  x: number,
  y: number,
  away: Away,
  out: Float64Array,
): void {
  const less = away.shorter * ((x - ex) * away.x + (y - ey) * away.y);
  const dx = x - ex + less * away.x;
  const dy = y - ey + less * away.y;
  for (let c = 0; c < 3; c++) {
    out[c] =
      (value[c] as number) +
      dx * (across[c] as number) +
      dy * (down[c] as number) +
      away.rest * (rest[c] as number);
  }
}

/** The blurred map without its weights, in place: how far to follow, the fill's own colour, and what to add to it. */
function unweighted({ data }: Plane): void {
  for (let at = 0; at < data.length; at += MAP) {
    const says = data[at] as number;
    const weight = data[at + WEIGHT] as number;
    if (says < LEAST_SAID) {
      data.fill(0, at, at + MAP);
      continue;
    }
    data[at + 1] = (data[at + 1] as number) / says;
    for (let c = 0; c < 3; c++) {
      const add = (data[at + CORRECTION + c] as number) / weight;
      data[at + OWN + c] = (data[at + GOAL + c] as number) / weight - add;
      data[at + CORRECTION + c] = add;
    }
  }
}

/**
 * Adds the correction to every hole pixel that looks like the fill around it, growing from nothing at the edge over one
 * cell: there the fill meets the picture to the pixel already. Returns the mean weight.
 */
function addCorrection(near: HoledPlane, map: Plane, pixels: number): number {
  const { width, height, data, hole } = near;
  const row = new Float32Array(map.width * MAP);
  const depth = holeDepth(hole, width, height);
  const columns = Float32Array.from({ length: width }, (_, x) => between(x, width, map.width));
  const own = new Float32Array(3);
  let held = 0;
  let count = 0;
  for (let y = 0, p = 0; y < height; y++) {
    mixRows(map, between(y, height, map.height), row);
    for (let x = 0; x < width; x++, p++) {
      if (hole[p] !== 1) continue;
      count++;
      const over = columns[x] as number;
      const left = Math.floor(over);
      const right = over - left;
      const a = left * MAP;
      const b = left + 1 < map.width ? a + MAP : a;
      const follows = (row[a + 1] as number) * (1 - right) + (row[b + 1] as number) * right;
      if (follows === 0) continue;
      let off = 0;
      for (let c = 0; c < 3; c++) {
        own[c] = (row[a + OWN + c] as number) * (1 - right) + (row[b + OWN + c] as number) * right;
        off = Math.max(off, Math.abs((data[p * 3 + c] as number) - (own[c] as number)));
      }
      if (off >= BELONGS[1]) continue;
      const belongs = off <= BELONGS[0] ? follows : follows * fallFrom(BELONGS, off);
      const share = belongs * Math.min(1, ((depth[p] as number) - 1) / pixels);
      held += share;
      for (let c = 0; c < 3; c++) {
        const i = CORRECTION + c;
        const add = (row[a + i] as number) * (1 - right) + (row[b + i] as number) * right;
        data[p * 3 + c] = (data[p * 3 + c] as number) + share * add;
      }
    }
  }
  return count === 0 ? 0 : held / count;
}

/** Where the middle of a pixel lies among the middles of fewer cells. */
function between(at: number, pixels: number, cells: number): number {
  return Math.min(cells - 1, Math.max(0, ((at + 0.5) * cells) / pixels - 0.5));
}

function mixRows({ width, height, data }: Plane, down: number, out: Float32Array): void {
  const top = Math.floor(down);
  const a = top * width * MAP;
  const b = Math.min(height - 1, top + 1) * width * MAP;
  for (let k = 0; k < out.length; k++) {
    out[k] = (data[a + k] as number) + (down - top) * ((data[b + k] as number) - (data[a + k] as number));
  }
}
