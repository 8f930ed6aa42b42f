/** Multiples of a whole `ratio`, `offset` added, from `count - 1` times down to 0 times. */
export function leading(count: number, ratio: number, offset: number, total: number): number[] {
  return countdown(count, (i) => Math.min(total - 1, i * ratio + offset));
}

/**
 * From `total - 1` down in steps of `total / count`, rounded. Halves fall as they do in numpy, whose `arange` takes its
 * step from the difference of its first two numbers.
 */
export function trailing(count: number, total: number): number[] {
  const step = total - (total - total / count);
  return Array.from({ length: count }, (_, i) => Math.max(0, roundHalfEven(total - i * step) - 1));
}

/** `count` equal distances from `last` down to 0, both ends included; fractions unless rounded. One alone is 0. */
export function linspace(count: number, last: number): number[] {
  const step = count > 1 ? last / (count - 1) : 0;
  return countdown(count, (i) => (i > 0 && i === count - 1 ? last : i * step));
}

/** numpy's rounding. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function countdown(count: number, of: (i: number) => number): number[] {
  return Array.from({ length: count }, (_, k) => of(count - 1 - k));
}
