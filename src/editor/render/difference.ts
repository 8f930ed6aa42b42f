import type { PixelBuffer } from '../../../workers/shared/pixels.ts';

/** The highlight's colour, and how opaque the smallest difference is, of 255. */
const COLOUR = [255, 46, 99] as const;
const LEAST = 120;

const kept = new WeakMap<PixelBuffer, { readonly before: PixelBuffer; readonly marks: PixelBuffer }>();

/** True when the pair's marks are made already. */
export function hasDifference(before: PixelBuffer, after: PixelBuffer): boolean {
  return before === after || kept.get(after)?.before === before;
}

/**
 * Where two tiles of one size differ: transparent where they are equal, a strong colour where they are not, stronger
 * for larger differences. The same object for the same pair.
 */
export function differenceTile(before: PixelBuffer, after: PixelBuffer): PixelBuffer {
  const known = kept.get(after);
  if (known?.before === before) return known.marks;
  const data = new Uint8ClampedArray(after.data.length);
  for (let i = 0; i < data.length; i += 4) {
    let most = 0;
    for (let c = 0; c < 4; c++) {
      most = Math.max(most, Math.abs((before.data[i + c] as number) - (after.data[i + c] as number)));
    }
    if (most === 0) continue;
    data[i] = COLOUR[0];
    data[i + 1] = COLOUR[1];
    data[i + 2] = COLOUR[2];
    data[i + 3] = LEAST + most;
  }
  const marks = { width: after.width, height: after.height, data };
  kept.set(after, { before, marks });
  return marks;
}
