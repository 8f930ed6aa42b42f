import { type Box, holeBox } from './hole-box.ts';
import type { HoledPlane } from './plane.ts';
import { FIXED, type PoissonProblem, solvePoisson, UNKNOWN } from './poisson.ts';

/** Steps above this many code values are edges of the picture rather than seams, and stay. */
const LARGEST_STEP = 40;

/**
 * Removes, in place, the steps between pieces copied from different places and the step at the hole's border: a smooth
 * correction is added under which every copied pixel keeps the differences to its neighbours that it had where it was
 * copied from (Perez et al. 2003, "Poisson image editing", with the mean of both pieces' differences where they meet).
 * Only steps up to about 40 code values count in full.
 *
 * @param from the index of the known pixel that each hole pixel is a copy of, -1 where it is none
 */
export function blendSeams(full: HoledPlane, from: Int32Array): void {
  const box = holeBox(full, 1);
  if (!box) return;
  const problem = seamProblem(full, from, box);
  solvePoisson(problem);
  for (let i = 0; i < problem.role.length; i++) {
    if (problem.role[i] !== UNKNOWN) continue;
    const p = fullIndex(i, box, full.width);
    for (let c = 0; c < 3; c++) {
      full.data[p * 3 + c] = (full.data[p * 3 + c] as number) + (problem.value[i * 3 + c] as number);
    }
  }
}

function fullIndex(i: number, box: Box, width: number): number {
  const x = i % box.width;
  return (box.top + (i - x) / box.width) * width + box.left + x;
}

function seamProblem(full: HoledPlane, from: Int32Array, box: Box): PoissonProblem {
  const { width, height, hole, data } = full;
  const size = box.width * box.height;
  const role = new Uint8Array(size);
  const value = new Float32Array(size * 3);
  const divergence = new Float32Array(size * 3);
  const meetings = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const q = fullIndex(i, box, width);
    const source = from[q] as number;
    if (hole[q] !== 1 || source < 0) continue;
    role[i] = UNKNOWN;
    const x = q % width;
    const y = (q - x) / width;
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
          const gap = (data[other * 3 + c] as number) - (data[across * 3 + c] as number);
          value[j * 3 + c] = (value[j * 3 + c] as number) + soften(gap);
        }
        continue;
      }
      const back = isKnown(full, other, -dx, -dy) ? other - step : -1;
      for (let c = 0; c < 3; c++) {
        let gap = 0;
        if (across >= 0) gap += (data[across * 3 + c] as number) - (data[other * 3 + c] as number);
        if (back >= 0) gap += (data[source * 3 + c] as number) - (data[back * 3 + c] as number);
        if (across >= 0 && back >= 0) gap /= 2;
        divergence[i * 3 + c] = (divergence[i * 3 + c] as number) + soften(gap);
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

/** The step itself while it is small, falling to nothing at twice the largest: then it is clearly an edge. */
function soften(gap: number): number {
  const excess = Math.abs(gap) / LARGEST_STEP - 1;
  return gap * Math.min(1, Math.max(0, 1 - excess));
}
