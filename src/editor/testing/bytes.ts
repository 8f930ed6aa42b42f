/** Index of the first byte that differs (or of the missing one), -1 when all are equal. */
export function firstDifference(
  a: Uint8Array | Uint8ClampedArray | undefined,
  b: Uint8Array | Uint8ClampedArray | undefined,
): number {
  if (!a || !b) return a === b ? -1 : 0;
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i;
  return -1;
}
