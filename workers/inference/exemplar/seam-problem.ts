import type { Box } from './hole-box.ts';
import type { HoledPlane } from './plane.ts';
import { FIXED, type PoissonProblem, UNKNOWN } from './poisson.ts';

/**
 * A step of three channels: what the correction of the pixel `q` has to exceed that of the hole pixel `p` beside it by; at
 * the hole's border, where `q` is known, what the correction of `p` has to come to.
 */
export type WeighStep = (gap: Float32Array, p: number, q: number) => void;

/** The pixel of the picture that pixel `i` of a box is. */
export function fullIndex(i: number, box: Box, width: number): number {
  const x = i % box.width;
  return (box.top + (i - x) / box.width) * width + box.left + x;
}

/**
 * What a smooth correction of the copied pixels has to do: take away the steps between pieces that were copied from different
 * places, with the mean of both pieces' differences where they meet, and the step at the hole's border.
 *
 * @param from the index of the known pixel that each hole pixel is a copy of, -1 where it is none
 * @param weigh how much of a step counts: changes it in place
 * @returns the problem on `box`; `screening` is left to the caller
 */
export function seamProblem(
  full: HoledPlane,
  from: Int32Array,
  box: Box,
  weigh: WeighStep,
): Omit<PoissonProblem, 'screening'> {
  const { width, height, hole, data } = full;
  const size = box.width * box.height;
  const role = new Uint8Array(size);
  const value = new Float32Array(size * 3);
  const divergence = new Float32Array(size * 3);
  const meetings = new Uint8Array(size);
  const gap = new Float32Array(3);
  for (let i = 0; i < size; i++) {
    const column = i % box.width;
    const x = box.left + column;
    const y = box.top + (i - column) / box.width;
    const q = y * width + x;
    const source = from[q] as number;
    if (hole[q] !== 1 || source < 0) continue;
    role[i] = UNKNOWN;
    for (let n = 0; n < 4; n++) {
      const dx = n === 0 ? -1 : n === 1 ? 1 : 0;
      const dy = n === 2 ? -1 : n === 3 ? 1 : 0;
      if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
      const step = dy * width + dx;
      const other = hole[q + step] === 1 ? (from[q + step] as number) : q + step;
      if (other < 0 || other === source + step) continue;
      const across = isKnown(full, source, dx, dy) ? source + step : -1;
      const j = i + dy * box.width + dx;
      if (hole[q + step] !== 1) {
        if (across < 0) continue;
        role[j] = FIXED;
        meetings[j] = (meetings[j] as number) + 1;
        for (let c = 0; c < 3; c++) {
          gap[c] = (data[other * 3 + c] as number) - (data[across * 3 + c] as number);
        }
        weigh(gap, q, q + step);
        for (let c = 0; c < 3; c++) value[j * 3 + c] = (value[j * 3 + c] as number) + (gap[c] as number);
        continue;
      }
      const back = isKnown(full, other, -dx, -dy) ? other - step : -1;
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        if (across >= 0) sum += (data[across * 3 + c] as number) - (data[other * 3 + c] as number);
        if (back >= 0) sum += (data[source * 3 + c] as number) - (data[back * 3 + c] as number);
        gap[c] = across >= 0 && back >= 0 ? sum / 2 : sum;
      }
      weigh(gap, q, q + step);
      for (let c = 0; c < 3; c++) {
        divergence[i * 3 + c] = (divergence[i * 3 + c] as number) + (gap[c] as number);
      }
    }
  }
  for (let j = 0; j < size; j++) {
    const count = meetings[j] as number;
    if (count > 1) for (let c = 0; c < 3; c++) value[j * 3 + c] = (value[j * 3 + c] as number) / count;
  }
  return { width: box.width, height: box.height, role, value, divergence };
}

/** Whether the neighbour of pixel `p` lies inside the picture and outside the hole. */
function isKnown({ width, height, hole }: HoledPlane, p: number, dx: number, dy: number): boolean {
  const x = p % width;
  const y = (p - x) / width;
  if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) return false;
  return hole[p + dy * width + dx] !== 1;
}
