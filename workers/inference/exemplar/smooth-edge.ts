import type { HoledPlane } from './plane.ts';
import { fallFrom, riseFrom } from './smooth-step.ts';
import { TEXTURE_WEIGHT } from './texture.ts';

/** Channels of the plane that is measured: RGB, then how busy the picture is across and along. */
const COLOURS = 3;

/** How far the known picture is looked at from the hole, in cells, and at least. */
const LEAST_REACH = 6;
export const MOST_REACH = 24;

/** Code values by which a cell may lie off the plane and counts in full, and from which it does not count. */
const SAME_LAYER = [10, 26] as const;

/** Root mean square distance from the plane, in code values, up to which an edge is smooth, and from which it is not. */
const FLAT = [2.6, 5.5] as const;
/** The same for the mean difference of neighbours half a cell apart: grass is as even as a sky, but not as calm. */
const CALM = [1.6, 2.8] as const;
/** Share of what lies around an edge cell that must belong to its layer. */
const COMPANY = [0.25, 0.5] as const;

/** Flattens the gradient of few samples: a squared cell by which positions are made uncertain. */
const RIDGE = 1;

/** The known picture at one cell of the hole's edge, as a plane that goes on. */
export interface EdgeCell {
  readonly x: number;
  readonly y: number;
  /** Colour of the plane at the cell, RGB in code values; its change a cell across and down; what the cell itself has more. */
  readonly value: Float64Array;
  readonly across: Float64Array;
  readonly down: Float64Array;
  readonly rest: Float64Array;
  /** 0 for an edge that is busy or uneven, 1 for one that is smooth. */
  readonly smooth: number;
}

/**
 * Fits a plane to the known picture behind every cell of the hole's edge: least squares over what lies near and has the
 * same layer's colour, so that a horizon or a branch beside it does not count.
 *
 * @param cells RGB and texture (`withTexture`), with a hole
 * @param reach how far behind the edge to look, in cells
 */
export function smoothEdge(cells: HoledPlane, reach: number): EdgeCell[] {
  const { width, height, hole } = cells;
  const far = Math.round(Math.min(MOST_REACH, Math.max(LEAST_REACH, reach)));
  const edge: EdgeCell[] = [];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      // Every second one, as on a chessboard, says all there is to say.
      if (hole[i] === 1 || (x + y) % 2 === 1) continue;
      const meets =
        (x > 0 && hole[i - 1] === 1) ||
        (x + 1 < width && hole[i + 1] === 1) ||
        (y > 0 && hole[i - width] === 1) ||
        (y + 1 < height && hole[i + width] === 1);
      if (meets) edge.push(fitPlane(cells, x, y, far));
    }
  }
  return edge;
}

/** Rounds of fitting and weighing: the first takes the cell's own colour for the plane. */
const ROUNDS = 3;

function fitPlane(cells: HoledPlane, x: number, y: number, far: number): EdgeCell {
  const { width, height, channels, data, hole } = cells;
  const own = (y * width + x) * channels;
  const value = Float64Array.from({ length: COLOURS }, (_, c) => data[own + c] as number);
  const across = new Float64Array(COLOURS);
  const down = new Float64Array(COLOURS);
  const spread = 2 / (far * far);
  let company = 0;
  let unevenness = 0;
  let texture = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(6);
    const colour = new Float64Array(3 * COLOURS);
    let [all, squares, busy] = [0, 0, 0];
    for (let dy = -far; dy <= far; dy++) {
      if (y + dy < 0 || y + dy >= height) continue;
      for (let dx = -far; dx <= far; dx++) {
        if (x + dx < 0 || x + dx >= width) continue;
        const i = (y + dy) * width + x + dx;
        if (hole[i] === 1) continue;
        const at = i * channels;
        const near = Math.exp(-spread * (dx * dx + dy * dy));
        all += near;
        let most = 0;
        let square = 0;
        for (let c = 0; c < COLOURS; c++) {
          const plane = (value[c] as number) + dx * (across[c] as number) + dy * (down[c] as number);
          const off = Math.abs((data[at + c] as number) - plane);
          most = Math.max(most, off);
          square += off * off;
        }
        if (most >= SAME_LAYER[1]) continue;
        const weight = most <= SAME_LAYER[0] ? near : near * fallFrom(SAME_LAYER, most);
        squares += (weight * square) / COLOURS;
        busy += weight * ((data[at + COLOURS] as number) + (data[at + COLOURS + 1] as number));
        addMoments(sums, weight, dx, dy);
        for (let c = 0; c < COLOURS; c++) {
          const shade = weight * (data[at + c] as number);
          colour[c] = (colour[c] as number) + shade;
          colour[COLOURS + c] = (colour[COLOURS + c] as number) + shade * dx;
          colour[2 * COLOURS + c] = (colour[2 * COLOURS + c] as number) + shade * dy;
        }
      }
    }
    const total = sums[0] as number;
    company = total / all;
    unevenness = Math.sqrt(squares / total);
    texture = busy / (2 * TEXTURE_WEIGHT * total);
    if (round + 1 < ROUNDS) solvePlane(sums, colour, { value, across, down });
  }
  const rest = value.map((level, c) => (data[own + c] as number) - level);
  const smooth = fallFrom(FLAT, unevenness) * fallFrom(CALM, texture) * riseFrom(COMPANY, company);
  return { x, y, value, across, down, rest, smooth };
}

function addMoments(sums: Float64Array, weight: number, dx: number, dy: number): void {
  sums[0] = (sums[0] as number) + weight;
  sums[1] = (sums[1] as number) + weight * dx;
  sums[2] = (sums[2] as number) + weight * dy;
  sums[3] = (sums[3] as number) + weight * dx * dx;
  sums[4] = (sums[4] as number) + weight * dx * dy;
  sums[5] = (sums[5] as number) + weight * dy * dy;
}

/** Least squares of a plane from its moments, about the mean position. */
function solvePlane(
  sums: Float64Array,
  colour: Float64Array,
  to: Pick<EdgeCell, 'value' | 'across' | 'down'>,
): void {
  const [n, sx, sy, sxx, sxy, syy] = sums as unknown as [number, number, number, number, number, number];
  const [mx, my] = [sx / n, sy / n];
  const xx = sxx / n - mx * mx + RIDGE;
  const xy = sxy / n - mx * my;
  const yy = syy / n - my * my + RIDGE;
  const size = xx * yy - xy * xy;
  for (let c = 0; c < COLOURS; c++) {
    const mean = (colour[c] as number) / n;
    const cx = (colour[COLOURS + c] as number) / n - mean * mx;
    const cy = (colour[2 * COLOURS + c] as number) / n - mean * my;
    const gx = (cx * yy - cy * xy) / size;
    const gy = (cy * xx - cx * xy) / size;
    to.across[c] = gx;
    to.down[c] = gy;
    to.value[c] = mean - gx * mx - gy * my;
  }
}
