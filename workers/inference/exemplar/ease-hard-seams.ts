import { type Box, holeBox } from './hole-box.ts';
import type { HoledPlane } from './plane.ts';
import { solvePoisson, UNKNOWN } from './poisson.ts';
import { fullIndex, seamProblem, type WeighStep } from './seam-problem.ts';

/** Steps, in code values, below which nobody sees a seam. */
const LEAST_STEP = 12;
/** A step counts from so many times what the picture itself does from pixel to pixel nearby, and in full from so many. */
const STRANGE = 1.5;
const ALIEN = 3;
/** Side, in pixels, of the squares whose steepest place is known; a pixel's own and the eight around it are "nearby". */
const CELL = 8;
/** Pixels over which a seam is eased, at least and at most. */
const EASE = { least: 4, most: 60 };

/**
 * Eases, in place, the seams that are sharper than anything near the places that both sides were copied from: in what lies
 * out of focus a hard edge gives the fill away, while in grass or bark nothing is changed. The step is spread over as many
 * pixels as make it as steep as its surroundings, and is all but gone a few times as far.
 *
 * @param from the index of the known pixel that each hole pixel is a copy of, -1 where it is none
 */
export function easeHardSeams(full: HoledPlane, from: Int32Array): void {
  const box = holeBox(full, 1);
  if (!box) return;
  const { data, hole } = full;
  const steepest = steepestNear(full);
  const widths: number[] = [];
  const corrected = (p: number, c: number) =>
    (data[p * 3 + c] as number) - (data[(from[p] as number) * 3 + c] as number);
  const weigh: WeighStep = (gap, p, q) => {
    const isHole = hole[q] === 1;
    let size = 0;
    for (let c = 0; c < 3; c++) {
      const done = isHole ? corrected(q, c) - corrected(p, c) : corrected(p, c);
      gap[c] = (gap[c] as number) - done;
      size = Math.max(size, Math.abs(gap[c] as number));
    }
    let keep = 0;
    if (size > LEAST_STEP) {
      const usual = Math.max(1, steepest(from[p] as number), steepest(isHole ? (from[q] as number) : q));
      keep = Math.min(1, Math.max(0, (size / usual - STRANGE) / (ALIEN - STRANGE)));
      if (keep > 0) widths.push(size / usual);
    }
    for (let c = 0; c < 3; c++) gap[c] = keep * (gap[c] as number);
  };
  const problem = seamProblem(full, from, box, weigh);
  if (widths.length === 0) return;
  const reach = Math.min(EASE.most, Math.max(EASE.least, upperQuartile(widths)));
  solvePoisson({ ...problem, screening: 1 / (reach * reach) });
  add(problem, full, box);
}

function add(
  { role, value }: { readonly role: Uint8Array; readonly value: Float32Array },
  { data, width }: HoledPlane,
  box: Box,
): void {
  for (let i = 0; i < role.length; i++) {
    if (role[i] !== UNKNOWN) continue;
    const p = fullIndex(i, box, width);
    for (let c = 0; c < 3; c++) data[p * 3 + c] = (data[p * 3 + c] as number) + (value[i * 3 + c] as number);
  }
}

/** The largest difference of known neighbours within 8 to 16 pixels of a known pixel, in any channel; found when asked. */
function steepestNear(full: HoledPlane): (p: number) => number {
  const across = Math.ceil(full.width / CELL);
  const down = Math.ceil(full.height / CELL);
  const found = new Float32Array(across * down).fill(-1);
  return (p) => {
    const x = Math.floor((p % full.width) / CELL);
    const y = Math.floor(p / full.width / CELL);
    let most = 0;
    for (let v = Math.max(0, y - 1); v <= Math.min(down - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(across - 1, x + 1); u++) {
        const cell = v * across + u;
        if ((found[cell] as number) < 0) found[cell] = steepestIn(full, u * CELL, v * CELL);
        most = Math.max(most, found[cell] as number);
      }
    }
    return most;
  };
}

function steepestIn({ width, height, data, hole }: HoledPlane, left: number, top: number): number {
  let most = 0;
  for (let y = top; y < Math.min(height, top + CELL); y++) {
    for (let x = left; x < Math.min(width, left + CELL); x++) {
      const p = y * width + x;
      if (hole[p] === 1) continue;
      for (const q of [x + 1 < width ? p + 1 : p, y + 1 < height ? p + width : p]) {
        if (hole[q] === 1) continue;
        for (let c = 0; c < 3; c++) {
          most = Math.max(most, Math.abs((data[p * 3 + c] as number) - (data[q * 3 + c] as number)));
        }
      }
    }
  }
  return most;
}

function upperQuartile(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(0.75 * values.length)] as number;
}
