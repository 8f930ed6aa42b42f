/** 1 below the first bound, 0 above the second, and a smooth way down between them. */
export function fallFrom([from, to]: readonly [number, number], value: number): number {
  if (value <= from) return 1;
  if (value >= to) return 0;
  const t = (value - from) / (to - from);
  return 1 - t * t * (3 - 2 * t);
}

/** 0 below the first bound, 1 above the second. */
export function riseFrom(bounds: readonly [number, number], value: number): number {
  return 1 - fallFrom(bounds, value);
}
