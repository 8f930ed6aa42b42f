import { holeBox, touchesBorder } from './hole-box.ts';
import type { HoledPlane } from './plane.ts';
import { FIXED, solvePoisson, UNKNOWN } from './poisson.ts';
import { fullIndex, seamProblem } from './seam-problem.ts';

/** Steps above this many code values, or this many apart from grey, are edges of the picture, not seams, and stay. */
const LARGEST_STEP = 60;
const LARGEST_HUE_STEP = 18;

/** At the picture's border a seam is eased over at most so many pixels: over more, the eye sees a cast, not a transition. */
const LONGEST_EASE = 60;

/**
 * Removes, in place, the steps between pieces copied from different places and the step at the hole's border: a smooth
 * correction is added under which every copied pixel keeps the differences to its neighbours that it had where it was
 * copied from (Perez et al. 2003, "Poisson image editing", with the mean of both pieces' differences where they meet).
 * Only steps up to about 60 code values count in full, and what the correction adds is bounded by the same figures: steps of which
 * parts were left out add up to a cast.
 *
 * @param from the index of the known pixel that each hole pixel is a copy of, -1 where it is none
 */
export function blendSeams(full: HoledPlane, from: Int32Array): void {
  const box = holeBox(full, 1);
  if (!box) return;
  const problem = seamProblem(full, from, box, soften);
  solvePoisson({ ...problem, screening: screeningOf(full, problem.role) });
  for (let i = 0; i < problem.role.length; i++) {
    if (problem.role[i] !== UNKNOWN) continue;
    const p = fullIndex(i, box, full.width);
    const r = problem.value[i * 3] as number;
    const g = problem.value[i * 3 + 1] as number;
    const b = problem.value[i * 3 + 2] as number;
    const mean = (r + g + b) / 3;
    const hue = Math.max(Math.abs(r - mean), Math.abs(g - mean), Math.abs(b - mean));
    const keep = hue > LARGEST_HUE_STEP ? LARGEST_HUE_STEP / hue : 1;
    const light = Math.min(LARGEST_STEP, Math.max(-LARGEST_STEP, mean));
    for (let c = 0; c < 3; c++) {
      const own = problem.value[i * 3 + c] as number;
      full.data[p * 3 + c] = (full.data[p * 3 + c] as number) + light + keep * (own - mean);
    }
  }
}

/** Nothing holds the correction at the picture's border, and small errors would add up to a cast: it has to fade. */
function screeningOf(full: HoledPlane, role: Uint8Array): number {
  if (!touchesBorder(full)) return 0;
  // Area over contact: how thick the hole is, whether it is one strip, two, or a frame.
  let contact = 0;
  let area = 0;
  for (let i = 0; i < role.length; i++) {
    if (role[i] === FIXED) contact++;
    else if (role[i] === UNKNOWN) area++;
  }
  const reach = Math.min(LONGEST_EASE, Math.max(4, area / Math.max(1, contact) / 2));
  return 1 / (reach * reach);
}

/**
 * Leaves a step as it is while it is small and lets it fall to nothing at twice the largest: then it is clearly an
 * edge. All channels fall together, and steps of hue early, so that the correction is one of light.
 */
function soften(gap: Float32Array): void {
  const [r, g, b] = [gap[0] as number, gap[1] as number, gap[2] as number];
  const most = Math.max(Math.abs(r), Math.abs(g), Math.abs(b)) / LARGEST_STEP;
  const mean = (r + g + b) / 3;
  const hue = Math.max(Math.abs(r - mean), Math.abs(g - mean), Math.abs(b - mean)) / LARGEST_HUE_STEP;
  const keep = Math.min(1, Math.max(0, 2 - Math.max(most, hue)));
  for (let c = 0; c < 3; c++) gap[c] = (gap[c] as number) * keep;
}
