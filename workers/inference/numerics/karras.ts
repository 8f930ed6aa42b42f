const RHO = 7;

/**
 * Noise over signal from `largest` down to `smallest`, evenly spaced in its seventh root (Karras et al. 2022,
 * arXiv:2206.00364, eq. 5).
 */
export function karrasRatios(steps: number, largest: number, smallest: number): number[] {
  const from = largest ** (1 / RHO);
  const to = smallest ** (1 / RHO);
  return Array.from(
    { length: steps },
    (_, i) => (from + (steps > 1 ? i / (steps - 1) : 0) * (to - from)) ** RHO,
  );
}

/** The fractional timestep whose noise over signal is `ratio`, interpolated in the logarithm; the table rises. */
export function timestepOfRatio(ratios: Float64Array, ratio: number): number {
  const last = ratios.length - 1;
  let low = 0;
  while (low < last - 1 && (ratios[low + 1] as number) <= ratio) low++;
  const from = Math.log(ratios[low] as number);
  const to = Math.log(ratios[Math.min(low + 1, last)] as number);
  const along = to === from ? 0 : (Math.log(ratio) - from) / (to - from);
  return low + Math.min(1, Math.max(0, along));
}
