/** What a pixel is to the solver. */
export const OUTSIDE = 0;
export const UNKNOWN = 1;
export const FIXED = 2;

/** A Poisson problem of three channels, interleaved; `role` holds OUTSIDE, UNKNOWN or FIXED for every pixel. */
export interface PoissonProblem {
  readonly width: number;
  readonly height: number;
  readonly role: Uint8Array;
  /** The boundary values where the role is FIXED; the solution where it is UNKNOWN. */
  readonly value: Float32Array;
  /** What the sum of differences to the neighbours (neighbour - pixel) shall be. */
  readonly divergence: Float32Array;
  /** Pulls the solution to 0 with this strength, 1 / reach^2 in pixels; 0 for none. */
  readonly screening: number;
}

const COARSE_SWEEPS = 24;
const FINE_SWEEPS = 8;
/** Levels above this many pixels get fewer sweeps: the coarse ones have settled all that is smooth. */
const FINE_PIXELS = 10_000;
const OVER_RELAXATION = 1.7;
const KEPT = 1 - OVER_RELAXATION;

/**
 * Solves, in place, sum over neighbours n of (c(n) - c(q)) - screening c(q) = divergence(q) for the unknown pixels, with the fixed pixels
 * as boundary values and no flux to the outside: the discrete Poisson equation of Perez et al. 2003, "Poisson image
 * editing", eq. 7. Coarse to fine, with over-relaxation on each level; good to a few per cent of the steps.
 */
export function solvePoisson(problem: PoissonProblem): void {
  const { width, height } = problem;
  if (width > 4 && height > 4) prolong(solveHalf(problem), problem);
  relax(problem);
}

function solveHalf(problem: PoissonProblem): PoissonProblem {
  const { width, height, role, value, divergence } = problem;
  const w = (width + 1) >> 1;
  const h = (height + 1) >> 1;
  const half = {
    width: w,
    height: h,
    role: new Uint8Array(w * h),
    value: new Float32Array(w * h * 3),
    divergence: new Float32Array(w * h * 3),
    screening: 4 * problem.screening,
  };
  const fixed = new Uint8Array(w * h);
  for (let i = 0; i < role.length; i++) {
    const x = i % width;
    const at = (((i - x) / width) >> 1) * w + (x >> 1);
    if (role[i] === OUTSIDE) continue;
    if (half.role[at] !== FIXED) half.role[at] = role[i] as number;
    const isFixed = role[i] === FIXED;
    if (isFixed) fixed[at] = (fixed[at] as number) + 1;
    const from = isFixed ? value : divergence;
    const to = isFixed ? half.value : half.divergence;
    for (let c = 0; c < 3; c++) to[at * 3 + c] = (to[at * 3 + c] as number) + (from[i * 3 + c] as number);
  }
  for (let at = 0; at < fixed.length; at++) {
    const count = fixed[at] as number;
    if (count > 0)
      for (let c = 0; c < 3; c++) half.value[at * 3 + c] = (half.value[at * 3 + c] as number) / count;
  }
  solvePoisson(half);
  return half;
}

/** Starts the unknown pixels from the bilinear enlargement of the coarse solution. */
function prolong(half: PoissonProblem, { width, role, value }: PoissonProblem): void {
  for (let i = 0; i < role.length; i++) {
    if (role[i] !== UNKNOWN) continue;
    const x = i % width;
    const y = (i - x) / width;
    const x0 = x >> 1;
    const y0 = y >> 1;
    const x1 = Math.min(half.width - 1, Math.max(0, x0 + ((x & 1) === 1 ? 1 : -1)));
    const y1 = Math.min(half.height - 1, Math.max(0, y0 + ((y & 1) === 1 ? 1 : -1)));
    let sum = 0;
    for (let corner = 0; corner < 4; corner++) {
      const cell = (corner < 2 ? y0 : y1) * half.width + (corner % 2 === 0 ? x0 : x1);
      if (half.role[cell] === OUTSIDE) continue;
      const weight = (corner < 2 ? 3 : 1) * (corner % 2 === 0 ? 3 : 1);
      for (let c = 0; c < 3; c++) {
        value[i * 3 + c] = (value[i * 3 + c] as number) + weight * (half.value[cell * 3 + c] as number);
      }
      sum += weight;
    }
    for (let c = 0; c < 3; c++) value[i * 3 + c] = (value[i * 3 + c] as number) / sum;
  }
}

function relax({ width, height, role, value, divergence, screening }: PoissonProblem): void {
  const { unknown, neighbours } = unknowns(width, height, role);
  const sweeps = unknown.length > FINE_PIXELS ? FINE_SWEEPS : COARSE_SWEEPS;
  const row = 3 * width;
  // By the bits of the neighbours.
  const shares = Float64Array.from({ length: 16 }, (_, bits) => {
    const count = (bits & 1) + ((bits >> 1) & 1) + ((bits >> 2) & 1) + (bits >> 3);
    return OVER_RELAXATION / (count + screening);
  });
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let k = 0; k < unknown.length; k++) {
      const at = sweep % 2 === 0 ? k : unknown.length - 1 - k;
      const i = (unknown[at] as number) * 3;
      const around = neighbours[at] as number;
      if (around === 0) continue;
      let r = -(divergence[i] as number);
      let g = -(divergence[i + 1] as number);
      let b = -(divergence[i + 2] as number);
      if ((around & 1) !== 0) {
        r += value[i - 3] as number;
        g += value[i - 2] as number;
        b += value[i - 1] as number;
      }
      if ((around & 2) !== 0) {
        r += value[i + 3] as number;
        g += value[i + 4] as number;
        b += value[i + 5] as number;
      }
      if ((around & 4) !== 0) {
        r += value[i - row] as number;
        g += value[i - row + 1] as number;
        b += value[i - row + 2] as number;
      }
      if ((around & 8) !== 0) {
        r += value[i + row] as number;
        g += value[i + row + 1] as number;
        b += value[i + row + 2] as number;
      }
      const share = shares[around] as number;
      value[i] = KEPT * (value[i] as number) + share * r;
      value[i + 1] = KEPT * (value[i + 1] as number) + share * g;
      value[i + 2] = KEPT * (value[i + 2] as number) + share * b;
    }
  }
}

/** The unknown pixels, and for each which of left, right, up, down (bits 0 to 3) belongs to the problem. */
function unknowns(
  width: number,
  height: number,
  role: Uint8Array,
): { readonly unknown: Int32Array; readonly neighbours: Uint8Array } {
  let count = 0;
  for (let i = 0; i < role.length; i++) if (role[i] === UNKNOWN) count++;
  const unknown = new Int32Array(count);
  const neighbours = new Uint8Array(count);
  for (let i = 0, k = 0; i < role.length; i++) {
    if (role[i] !== UNKNOWN) continue;
    const x = i % width;
    unknown[k] = i;
    neighbours[k++] =
      (x > 0 && role[i - 1] !== OUTSIDE ? 1 : 0) |
      (x + 1 < width && role[i + 1] !== OUTSIDE ? 2 : 0) |
      (i >= width && role[i - width] !== OUTSIDE ? 4 : 0) |
      (i + width < width * height && role[i + width] !== OUTSIDE ? 8 : 0);
  }
  return { unknown, neighbours };
}
