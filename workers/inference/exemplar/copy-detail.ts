import type { HoledPlane } from './plane.ts';
import type { Solution } from './solve.ts';

/** Offsets from target to source at full resolution, one for every pixel of the solved level that has a match. */
interface FullOffsets {
  readonly dx: Int32Array;
  readonly dy: Int32Array;
  readonly has: Uint8Array;
}

/** Half side, in full pixels, of the block that the refinement compares. */
const BLOCK_RADIUS = 4;
const REFINE = 2;

/**
 * Paints the hole of the full-resolution picture by copying its own pixels along the solved level's offsets: every
 * pixel takes the bilinear blend of what the four offsets around it propose, so that regions that move together stay
 * sharp and only their borders cross-fade. Offsets are then refined by +-2 px against that first picture, once.
 *
 * Hole pixels that no offset reaches keep their value. Known pixels are never written.
 */
export function copyDetail(full: HoledPlane, solution: Solution): void {
  const offsets = scaleOffsets(full, solution);
  paint(full, solution, offsets);
  if (full.width > solution.plane.width) {
    refine(full, solution, offsets);
    paint(full, solution, offsets);
  }
}

function scaleOffsets(full: HoledPlane, { plane, domain, field }: Solution): FullOffsets {
  const count = plane.width * plane.height;
  const offsets = { dx: new Int32Array(count), dy: new Int32Array(count), has: new Uint8Array(count) };
  const scaleX = full.width / plane.width;
  const scaleY = full.height / plane.height;
  for (const target of domain.targets) {
    const source = field.match[target] as number;
    const tx = target % plane.width;
    const sx = source % plane.width;
    offsets.dx[target] = Math.round((sx - tx) * scaleX);
    offsets.dy[target] = Math.round(((source - sx - (target - tx)) / plane.width) * scaleY);
    offsets.has[target] = 1;
  }
  return offsets;
}

function paint(full: HoledPlane, { plane }: Solution, offsets: FullOffsets): void {
  const { width, height, data, hole } = full;
  for (let y = 0; y < height; y++) {
    const v = Math.max(0, ((y + 0.5) * plane.height) / height - 0.5);
    const v0 = Math.min(plane.height - 1, Math.floor(v));
    const v1 = Math.min(plane.height - 1, v0 + 1);
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      if (hole[p] !== 1) continue;
      const u = Math.max(0, ((x + 0.5) * plane.width) / width - 0.5);
      const u0 = Math.min(plane.width - 1, Math.floor(u));
      const u1 = Math.min(plane.width - 1, u0 + 1);
      const fx = u - u0;
      const fy = v - v0;
      let r = 0;
      let g = 0;
      let b = 0;
      let sum = 0;
      for (let corner = 0; corner < 4; corner++) {
        const cell = (corner < 2 ? v0 : v1) * plane.width + (corner % 2 === 0 ? u0 : u1);
        const weight = (corner < 2 ? 1 - fy : fy) * (corner % 2 === 0 ? 1 - fx : fx);
        if (weight === 0 || offsets.has[cell] !== 1) continue;
        const sx = x + (offsets.dx[cell] as number);
        const sy = y + (offsets.dy[cell] as number);
        if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
        const s = sy * width + sx;
        if (hole[s] === 1) continue;
        r += weight * (data[s * 3] as number);
        g += weight * (data[s * 3 + 1] as number);
        b += weight * (data[s * 3 + 2] as number);
        sum += weight;
      }
      if (sum === 0) continue;
      data[p * 3] = r / sum;
      data[p * 3 + 1] = g / sum;
      data[p * 3 + 2] = b / sum;
    }
  }
}

function refine(full: HoledPlane, { plane, domain }: Solution, offsets: FullOffsets): void {
  for (const cell of domain.targets) {
    const cx = cell % plane.width;
    const x = Math.round(((cx + 0.5) * full.width) / plane.width - 0.5);
    const y = Math.round((((cell - cx) / plane.width + 0.5) * full.height) / plane.height - 0.5);
    const dx = offsets.dx[cell] as number;
    const dy = offsets.dy[cell] as number;
    let best = blockDistance(full, x, y, dx, dy, Number.POSITIVE_INFINITY);
    for (let ey = -REFINE; ey <= REFINE; ey++) {
      for (let ex = -REFINE; ex <= REFINE; ex++) {
        if (ex === 0 && ey === 0) continue;
        const distance = blockDistance(full, x, y, dx + ex, dy + ey, best);
        if (distance < best) {
          best = distance;
          offsets.dx[cell] = dx + ex;
          offsets.dy[cell] = dy + ey;
        }
      }
    }
  }
}

/** Squared difference between the block around (x, y) and the one displaced by (dx, dy), every second pixel. */
function blockDistance(
  full: HoledPlane,
  x: number,
  y: number,
  dx: number,
  dy: number,
  limit: number,
): number {
  const { width, height, data, hole } = full;
  let sum = 0;
  for (let by = -BLOCK_RADIUS; by <= BLOCK_RADIUS; by += 2) {
    const ty = y + by;
    const sy = ty + dy;
    if (ty < 0 || ty >= height || sy < 0 || sy >= height) continue;
    for (let bx = -BLOCK_RADIUS; bx <= BLOCK_RADIUS; bx += 2) {
      const tx = x + bx;
      const sx = tx + dx;
      if (tx < 0 || tx >= width || sx < 0 || sx >= width) continue;
      const t = ty * width + tx;
      const s = sy * width + sx;
      if (hole[s] === 1) return Number.POSITIVE_INFINITY;
      for (let c = 0; c < 3; c++) {
        const difference = (data[t * 3 + c] as number) - (data[s * 3 + c] as number);
        sum += difference * difference;
      }
    }
    if (sum > limit) return sum;
  }
  return sum;
}
