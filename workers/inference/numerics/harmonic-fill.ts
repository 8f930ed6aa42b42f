import type { Planes } from './planes.ts';

/** Relaxation sweeps a level; with the coarser level as the start these reach the solution to about 1 %. */
const SWEEPS = 24;
const OVER_RELAXATION = 1.6;

/**
 * Fills a hole, in place, with the smoothest continuation of what surrounds it: the solution of Laplace's equation with
 * the known pixels as boundary values and mirror conditions at the picture's edge (the membrane of Perez et al. 2003,
 * "Poisson image editing", eq. 2). Solved coarse to fine. Does nothing when no pixel is known.
 *
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
  if (width > 1 || height > 1) startFromCoarser(data, channels, width, height, hole);
  const cells = width * height;
  const around = neighbourhoods(width, height, hole);
  for (let c = 0; c < channels; c++) relax(data.subarray(c * cells, (c + 1) * cells), around);
}

/** Solves the problem at half the size (each coarse pixel the mean of its known ones) and takes it as the start. */
function startFromCoarser(
  data: Float32Array,
  channels: number,
  width: number,
  height: number,
  hole: Uint8Array,
): void {
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const cells = width * height;
  const halfCells = halfWidth * halfHeight;
  const half = new Float32Array(channels * halfCells);
  const counts = new Uint8Array(halfCells);
  for (let i = 0; i < cells; i++) {
    if (hole[i]) continue;
    const at = ((i / width) >> 1) * halfWidth + ((i % width) >> 1);
    counts[at] = (counts[at] as number) + 1;
    for (let c = 0; c < channels; c++) {
      half[c * halfCells + at] = (half[c * halfCells + at] as number) + (data[c * cells + i] as number);
    }
  }
  const halfHole = new Uint8Array(halfCells);
  for (let at = 0; at < halfCells; at++) {
    const count = counts[at] as number;
    if (count === 0) halfHole[at] = 1;
    else
      for (let c = 0; c < channels; c++)
        half[c * halfCells + at] = (half[c * halfCells + at] as number) / count;
  }
  fillLevel(half, channels, halfWidth, halfHeight, halfHole);
  for (let i = 0; i < cells; i++) {
    if (!hole[i]) continue;
    const x = Math.max(0, Math.min(halfWidth - 1, ((i % width) - 0.5) / 2));
    const y = Math.max(0, Math.min(halfHeight - 1, (Math.floor(i / width) - 0.5) / 2));
    for (let c = 0; c < channels; c++) {
      data[c * cells + i] = bilinear(half, c * halfCells, halfWidth, halfHeight, x, y);
    }
  }
}

function bilinear(
  data: Float32Array,
  base: number,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const fx = x - left;
  const upper = mix(
    data[base + top * width + left] as number,
    data[base + top * width + right] as number,
    fx,
  );
  const lower = mix(
    data[base + bottom * width + left] as number,
    data[base + bottom * width + right] as number,
    fx,
  );
  return mix(upper, lower, y - top);
}

function mix(a: number, b: number, share: number): number {
  return a + share * (b - a);
}

/**
 * Pixels of the hole, each followed by its left, right, upper and lower neighbour; a missing neighbour is the pixel
 * itself, which is the mirror condition.
 */
function neighbourhoods(width: number, height: number, hole: Uint8Array): Int32Array {
  const list: number[] = [];
  for (let i = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!hole[i]) continue;
      list.push(i, x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i);
      list.push(y > 0 ? i - width : i, y < height - 1 ? i + width : i);
    }
  }
  return Int32Array.from(list);
}

/** Successive over-relaxation, alternately forwards and backwards. */
function relax(plane: Float32Array, around: Int32Array): void {
  const last = around.length - 5;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const step = sweep % 2 === 0 ? 5 : -5;
    for (let k = step > 0 ? 0 : last; k >= 0 && k <= last; k += step) {
      const i = around[k] as number;
      const old = plane[i] as number;
      const mean =
        0.25 *
        ((plane[around[k + 1] as number] as number) +
          (plane[around[k + 2] as number] as number) +
          (plane[around[k + 3] as number] as number) +
          (plane[around[k + 4] as number] as number));
      plane[i] = old + OVER_RELAXATION * (mean - old);
    }
  }
}
