/** Float channels one after another, each row by row. */
interface Planes {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float32Array;
}

/** Relaxation sweeps a level; with the coarser level as the start these reach the solution to about 1 %. */
const SWEEPS = 24;
/** A level with more pixels to fill than this starts from one that is nearly right, and costs the most. */
const LARGE = 8192;
const SWEEPS_LARGE = 4;
const OVER_RELAXATION = 1.6;

/**
 * Fills a hole, in place, with the smoothest continuation of what surrounds it: the solution of Laplace's equation with
 * the known pixels as boundary values and mirror conditions at the picture's edge (the membrane of Perez et al. 2003,
 * "Poisson image editing", eq. 2). Solved coarse to fine. Does nothing when no pixel is known.
 *
 * @param planes of three channels
 * @param hole 1 a pixel to fill, 0 a known one; [height, width]
 */
export function harmonicFill(planes: Planes, hole: Uint8Array): void {
  if (hole.includes(0)) fillLevel(planes.data, planes.channels, planes.width, planes.height, hole);
}

function fillLevel(
  data: Float32Array,
  channels: number,
  width: number,
  height: number,
  hole: Uint8Array,
): void {
  if (!hole.includes(1)) return;
  if (width > 1 || height > 1) startFromCoarser(data, channels, width, height, hole, fillLevel);
  relax(data, width * height, neighbourhoods(width, height, hole));
}

/** The coarse-to-fine start alone: each level enlarges the one below, no level is solved. */
export function harmonicStart(
  data: Float32Array,
  channels: number,
  width: number,
  height: number,
  hole: Uint8Array,
): void {
  if (!hole.includes(1) || (width === 1 && height === 1)) return;
  startFromCoarser(data, channels, width, height, hole, harmonicStart);
}

/** Solves the problem at half the size (each coarse pixel the mean of its known ones) and takes it as the start. */
function startFromCoarser(
  data: Float32Array,
  channels: number,
  width: number,
  height: number,
  hole: Uint8Array,
  fillCoarser: typeof fillLevel,
): void {
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const cells = width * height;
  const halfCells = halfWidth * halfHeight;
  const half = new Float32Array(channels * halfCells);
  const halfHole = new Uint8Array(halfCells);
  for (let y = 0, at = 0; y < height; y += 2) {
    // A pixel past the edge counts as a hole.
    const down = y + 1 < height ? width : 0;
    for (let x = 0; x < width; x += 2, at++) {
      const i = y * width + x;
      const across = x + 1 < width ? 1 : 0;
      const b = across === 1 && !hole[i + 1];
      const c = down > 0 && !hole[i + down];
      const d = across === 1 && down > 0 && !hole[i + down + 1];
      const a = !hole[i];
      const count = +a + +b + +c + +d;
      if (count === 0) halfHole[at] = 1;
      for (let from = i, to = at; count > 0 && to < half.length; from += cells, to += halfCells) {
        let sum = a ? (data[from] as number) : 0;
        if (b) sum = Math.fround(sum + (data[from + 1] as number));
        if (c) sum = Math.fround(sum + (data[from + down] as number));
        if (d) sum = Math.fround(sum + (data[from + down + 1] as number));
        half[to] = sum / count;
      }
    }
  }
  fillCoarser(half, channels, halfWidth, halfHeight, halfHole);
  for (let y = 0, i = 0; y < height; y++) {
    const down = Math.max(0, Math.min(halfHeight - 1, (y - 0.5) / 2));
    const top = Math.floor(down);
    const upper = top * halfWidth;
    const lower = Math.min(halfHeight - 1, top + 1) * halfWidth;
    for (let x = 0; x < width; x++, i++) {
      if (!hole[i]) continue;
      const across = Math.max(0, Math.min(halfWidth - 1, (x - 0.5) / 2));
      const left = Math.floor(across);
      const right = Math.min(halfWidth - 1, left + 1);
      for (let c = 0; c < channels; c++) {
        const base = c * halfCells;
        const above = mix(
          half[base + upper + left] as number,
          half[base + upper + right] as number,
          across - left,
        );
        const below = mix(
          half[base + lower + left] as number,
          half[base + lower + right] as number,
          across - left,
        );
        data[c * cells + i] = mix(above, below, down - top);
      }
    }
  }
}

function mix(a: number, b: number, share: number): number {
  return a + share * (b - a);
}

/**
 * Pixels of the hole, each followed by its left, right, upper and lower neighbour; a missing neighbour is the pixel
 * itself, which is the mirror condition.
 */
function neighbourhoods(width: number, height: number, hole: Uint8Array): Int32Array {
  let count = 0;
  for (const value of hole) if (value) count++;
  const list = new Int32Array(5 * count);
  for (let i = 0, k = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!hole[i]) continue;
      list[k++] = i;
      list[k++] = x > 0 ? i - 1 : i;
      list[k++] = x < width - 1 ? i + 1 : i;
      list[k++] = y > 0 ? i - width : i;
      list[k++] = y < height - 1 ? i + width : i;
    }
  }
  return list;
}

/**
 * Successive over-relaxation, alternately forwards and backwards, red, green and blue of a pixel at once: a pixel waits
 * for the one before it, and the channels do not wait for each other.
 *
 * @param cells pixels a channel
 */
function relax(data: Float32Array, cells: number, around: Int32Array): void {
  const { length } = around;
  const red = data.subarray(0, cells);
  const green = data.subarray(cells, 2 * cells);
  const blue = data.subarray(2 * cells);
  const sweeps = length > 5 * LARGE ? SWEEPS_LARGE : SWEEPS;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const step = sweep % 2 === 0 ? 5 : -5;
    for (let k = step > 0 ? 0 : length - 5; k >= 0 && k < length; k += step) {
      const i = around[k] as number;
      const left = around[k + 1] as number;
      const right = around[k + 2] as number;
      const above = around[k + 3] as number;
      const below = around[k + 4] as number;
      red[i] = relaxed(red, i, left, right, above, below);
      green[i] = relaxed(green, i, left, right, above, below);
      blue[i] = relaxed(blue, i, left, right, above, below);
    }
  }
}

function relaxed(
  plane: Float32Array,
  i: number,
  left: number,
  right: number,
  above: number,
  below: number,
): number {
  const old = plane[i] as number;
  const sum =
    (plane[left] as number) + (plane[right] as number) + (plane[above] as number) + (plane[below] as number);
  return old + OVER_RELAXATION * (0.25 * sum - old);
}
