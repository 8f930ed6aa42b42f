import { lowerEnvelope } from '../../../workers/shared/distance.ts';
import type { Size } from '../../../workers/shared/geometry/rect.ts';
import type { Reshape } from './reshape.ts';

/** Values from here up belong to the shape. */
const INSIDE = 128;
const ROWS_A_STEP = 16;

/** The shape grown by `pixels` in every direction, with a smooth edge; what was there stays at least as strong. */
export function grown(pixels: number): Reshape {
  return function* (values, size) {
    const { width, height } = size;
    const reach = Math.ceil(pixels) + 1;
    const columns = yield* columnDistances(values, size, reach);
    const out = values.slice();
    const line = new Float32Array(width);
    const lower = lowerEnvelope(width);
    for (let y = 0; y < height; y++) {
      const row = y * width;
      if (readLine(columns, row, reach, line)) {
        lower(line);
        for (let x = 0; x < width; x++) {
          const cover = pixels + 1 - Math.sqrt(line[x] as number);
          const value = cover >= 1 ? 255 : cover > 0 ? Math.round(255 * cover) : 0;
          if (value > (out[row + x] as number)) out[row + x] = value;
        }
      }
      if (y % ROWS_A_STEP === 0) yield;
    }
    return out;
  };
}

/** The shape without what lies within `pixels` of its edge. The picture's border is no edge. */
export function shrunk(pixels: number): Reshape {
  return function* (values, size) {
    const around = yield* grown(pixels)(
      values.map((value) => 255 - value),
      size,
    );
    return around.map((value) => 255 - value);
  };
}

/** Pixels up or down to the nearest one of the shape, at most `reach`. */
function* columnDistances(
  values: Uint8Array,
  { width, height }: Size,
  reach: number,
): Generator<void, Uint16Array, void> {
  const distances = new Uint16Array(values.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const above = y > 0 ? (distances[i - width] as number) + 1 : reach;
      distances[i] = (values[i] as number) >= INSIDE ? 0 : Math.min(reach, above);
    }
    if (y % ROWS_A_STEP === 0) yield;
  }
  for (let i = values.length - width - 1, x = width - 1; i >= 0; i--) {
    const below = (distances[i + width] as number) + 1;
    if (below < (distances[i] as number)) distances[i] = below;
    if (x-- > 0) continue;
    x = width - 1;
    if (Math.floor(i / width) % ROWS_A_STEP === 0) yield;
  }
  return distances;
}

/** Squares of a row; false when nothing of the shape is in reach of it. */
function readLine(columns: Uint16Array, row: number, reach: number, line: Float32Array): boolean {
  let isReached = false;
  for (let x = 0; x < line.length; x++) {
    const distance = columns[row + x] as number;
    line[x] = distance * distance;
    isReached ||= distance < reach;
  }
  return isReached;
}
