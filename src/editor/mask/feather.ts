import type { Reshape } from './reshape.ts';

const PASSES = 3;
const ROWS_A_STEP = 16;
/** Values are worked on in 256ths. */
const FINE = 256;

/**
 * Softens the edge over `pixels` to both sides: a Gaussian whose deviation is half of that, as three box means in a row
 * (Kovesi 2010, "Fast almost-Gaussian filtering"). Beyond the picture's border its edge goes on.
 */
export function feathered(pixels: number): Reshape {
  return function* (values, { width, height }) {
    const radii = boxRadii(pixels / 2);
    const from = Uint16Array.from(values, (value) => value * FINE);
    let to = new Uint16Array(from.length);
    yield;
    for (const radius of radii) {
      for (let y = 0; y < height; y++) {
        meanAlong(from, to, y * width, width, radius);
        if (y % ROWS_A_STEP === 0) yield;
      }
      yield* meanDown(to, from, width, height, radius);
    }
    to = from;
    return Uint8Array.from(to, (value) => Math.round(value / FINE));
  };
}

/** Radii of three boxes that together have this deviation. */
function boxRadii(deviation: number): readonly number[] {
  const ideal = Math.sqrt((12 * deviation * deviation) / PASSES + 1);
  const narrow = 2 * Math.floor((ideal - 1) / 2) + 1;
  const wide = narrow + 2;
  const narrowOnes = Math.round(
    (12 * deviation * deviation - PASSES * narrow * narrow - 4 * PASSES * narrow - 3 * PASSES) /
      (-4 * narrow - 4),
  );
  return Array.from({ length: PASSES }, (_, i) => ((i < narrowOnes ? narrow : wide) - 1) / 2);
}

function meanAlong(from: Uint16Array, to: Uint16Array, start: number, length: number, radius: number): void {
  const at = (i: number) => from[start + Math.max(0, Math.min(length - 1, i))] as number;
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += at(i);
  for (let i = 0; i < length; i++) {
    to[start + i] = Math.round(sum / (2 * radius + 1));
    sum += at(i + radius + 1) - at(i - radius);
  }
}

function* meanDown(
  from: Uint16Array,
  to: Uint16Array,
  width: number,
  height: number,
  radius: number,
): Generator<void, void, void> {
  const sums = new Float64Array(width);
  const row = (y: number) => Math.max(0, Math.min(height - 1, y)) * width;
  for (let y = -radius; y <= radius; y++) {
    for (let x = 0, i = row(y); x < width; x++, i++) sums[x] = (sums[x] as number) + (from[i] as number);
  }
  for (let y = 0; y < height; y++) {
    let next = row(y + radius + 1);
    let last = row(y - radius);
    for (let x = 0, i = y * width; x < width; x++, i++, next++, last++) {
      to[i] = Math.round((sums[x] as number) / (2 * radius + 1));
      sums[x] = (sums[x] as number) + (from[next] as number) - (from[last] as number);
    }
    if (y % ROWS_A_STEP === 0) yield;
  }
}
