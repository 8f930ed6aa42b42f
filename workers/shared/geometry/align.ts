/** The smallest multiple of `step` that is at least `value`. */
export function alignUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

/** The multiple of `step` nearest to `value`, at least one step. */
export function alignNearest(value: number, step: number): number {
  return Math.max(step, Math.round(value / step) * step);
}
