import type { Field } from './field.ts';
import type { HoledPlane } from './plane.ts';
import { PATCH_RADIUS, type PatchDomain } from './sources.ts';

/** How much less a patch counts for every pixel between its centre and the known picture (Wexler et al. 2007, 3.3). */
const CONFIDENCE_BASE = 1.3;

/** Distance in pixels (chessboard) from each hole pixel to the nearest known one; 0 on known pixels. */
export function holeDepth(hole: Uint8Array, width: number, height: number): Uint16Array {
  const far = 65535;
  const depth = new Uint16Array(hole.length);
  for (let i = 0; i < hole.length; i++) depth[i] = hole[i] === 1 ? far : 0;
  const relax = (i: number, x: number, y: number, dy: number): void => {
    let best = depth[i] as number;
    const row = y + dy >= 0 && y + dy < height;
    if (row) {
      for (let dx = -1; dx <= 1; dx++) {
        if (x + dx >= 0 && x + dx < width) best = Math.min(best, (depth[i + dy * width + dx] as number) + 1);
      }
    }
    const side = x + dy;
    if (side >= 0 && side < width) best = Math.min(best, (depth[i + dy] as number) + 1);
    depth[i] = best;
  };
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) relax(y * width + x, x, y, -1);
  for (let y = height - 1; y >= 0; y--) for (let x = width - 1; x >= 0; x--) relax(y * width + x, x, y, 1);
  return depth;
}

/**
 * Paints the first `painted` channels of the hole with the weighted mean of what all overlapping patches propose
 * (Wexler et al. 2007, eq. 4): weight exp(-cost / (2 sigma^2)) with sigma^2 the 75th percentile of the costs, times
 * 1.3^-depth.
 */
export function voteInto(
  plane: HoledPlane,
  domain: PatchDomain,
  field: Field,
  depth: Uint16Array,
  painted: number,
): void {
  const { width, height, channels, data, hole } = plane;
  const spread = Math.max(percentile(domain.targets, field.cost, 0.75), 1);
  const stride = painted + 1;
  const sums = new Float32Array(width * height * stride);
  const { targets } = domain;
  for (let k = 0; k < targets.length; k++) {
    const target = targets[k] as number;
    const source = field.match[target] as number;
    const cost = field.cost[target] as number;
    const weight = Math.exp(-cost / (2 * spread)) * CONFIDENCE_BASE ** -(depth[target] as number) + 1e-9;
    const tx = target % width;
    const ty = (target - tx) / width;
    const left = Math.max(-PATCH_RADIUS, -tx);
    const right = Math.min(PATCH_RADIUS, width - 1 - tx);
    const bottom = Math.min(PATCH_RADIUS, height - 1 - ty);
    for (let dy = Math.max(-PATCH_RADIUS, -ty); dy <= bottom; dy++) {
      let p = target + dy * width + left;
      let s = (source + dy * width + left) * channels;
      for (let dx = left; dx <= right; dx++, p++, s += channels) {
        if (hole[p] !== 1) continue;
        const at = p * stride;
        for (let c = 0; c < painted; c++) {
          sums[at + c] = (sums[at + c] as number) + weight * (data[s + c] as number);
        }
        sums[at + painted] = (sums[at + painted] as number) + weight;
      }
    }
  }
  for (let k = 0; k < targets.length; k++) {
    const p = targets[k] as number;
    const weight = sums[p * stride + painted] as number;
    if (hole[p] !== 1 || weight === 0) continue;
    for (let c = 0; c < painted; c++) data[p * channels + c] = (sums[p * stride + c] as number) / weight;
  }
}

/** The value below which `share` of those at `indices` lie. */
export function percentile(indices: Int32Array, values: Float32Array, share: number): number {
  const sorted = new Float32Array(indices.length);
  for (let k = 0; k < indices.length; k++) sorted[k] = values[indices[k] as number] as number;
  sorted.sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
