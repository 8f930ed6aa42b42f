import type { Rect, Size } from '../../shared/geometry/rect.ts';
import type { PixelBuffer } from '../../shared/pixels.ts';
import { makePlanes, type Planes } from './planes.ts';
import { type RowSource, rgbRows } from './tensor.ts';

/** How an axis is enlarged; shrinking is always by area average. `area` never overshoots, for masks. */
export type Enlarge = 'cubic' | 'area';

/** Source samples and weights of each target sample of one axis. */
interface Taps {
  /** Index of the first tap of target `i`, at `i`; one entry more than there are targets. */
  readonly offsets: Int32Array;
  readonly sources: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Resizes a picture, or works out only `region` of the resized one. Each axis by itself: area average when it shrinks,
 * Catmull-Rom cubic (Keys 1981, a = -1/2) or area when it grows; exactly the same values when sizes are equal.
 *
 * @param size size of the whole resized picture
 * @param region part of it that is wanted, inside `size`
 */
export function resample(source: RowSource, size: Size, enlarge: Enlarge = 'cubic', region?: Rect): Planes {
  if (!region && size.width === source.width && size.height === source.height) return copied(source);
  const part = region ?? { x: 0, y: 0, width: size.width, height: size.height };
  const across = axisTaps(source.width, size.width, part.x, part.width, enlarge);
  const down = axisTaps(source.height, size.height, part.y, part.height, enlarge);
  const out = makePlanes(source.channels, part.width, part.height);
  // The cheaper order: many rows become one before the row is worked on, one row is worked on before it becomes many.
  if (size.height < source.height) mixThenNarrow(source, across, down, out);
  else narrowThenMix(source, across, down, out);
  return out;
}

/**
 * `resample(rgbRows(pixels), size)` but for rounding, several times as fast where the pixels are opaque and both axes
 * shrink: averages are taken of the bytes, all channels at once.
 */
export function resampleRgb(pixels: PixelBuffer, size: Size): Planes {
  const { width, height, data } = pixels;
  if (size.width >= width || size.height >= height || !isOpaque(data)) return resample(rgbRows(pixels), size);
  const across = axisTaps(width, size.width, 0, size.width, 'area');
  const down = axisTaps(height, size.height, 0, size.height, 'area');
  const out = makePlanes(3, size.width, size.height);
  const length = 3 * size.width;
  const mixed = new Float32Array(length);
  const read = twoRows((y, row) => narrowRgb(data, 4 * y * width, across, row), length);
  for (let y = 0; y < size.height; y++) {
    mixed.fill(0);
    mixRow(read, down, y, mixed);
    for (let c = 0, from = 0; c < 3; c++) {
      const target = (c * size.height + y) * size.width;
      for (let x = 0; x < size.width; x++, from++) out.data[target + x] = (mixed[from] as number) / 127.5 - 1;
    }
  }
  return out;
}

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

/** One row of pixels, resized along: bytes from `base` on, to three channels one after another. */
function narrowRgb(
  rgba: Uint8ClampedArray,
  base: number,
  { offsets, sources, weights }: Taps,
  out: Float32Array,
): void {
  const width = offsets.length - 1;
  for (let x = 0, tap = 0; x < width; x++) {
    let red = 0;
    let green = 0;
    let blue = 0;
    const end = offsets[x + 1] as number;
    // The pixels that an average is of stand side by side.
    for (let at = base + 4 * (sources[tap] as number); tap < end; tap++, at += 4) {
      const weight = weights[tap] as number;
      red += weight * (rgba[at] as number);
      green += weight * (rgba[at + 1] as number);
      blue += weight * (rgba[at + 2] as number);
    }
    out[x] = red;
    out[width + x] = green;
    out[2 * width + x] = blue;
  }
}

/** Each target row is mixed of source rows as they are, then resized along. */
function mixThenNarrow(source: RowSource, across: Taps, down: Taps, out: Planes): void {
  const length = source.channels * source.width;
  const mixed = new Float32Array(length);
  const read = twoRows((y, row) => source.readRow(y, row), length);
  for (let y = 0; y < out.height; y++) {
    mixed.fill(0);
    mixRow(read, down, y, mixed);
    for (let c = 0; c < source.channels; c++) {
      narrow(mixed, c * source.width, across, out.data, (c * out.height + y) * out.width, out.width);
    }
  }
}

/** Adds the source rows of one target row, weighted. */
function mixRow(read: ReturnType<typeof twoRows>, down: Taps, y: number, mixed: Float32Array): void {
  const { length } = mixed;
  const end = down.offsets[y + 1] as number;
  for (let tap = down.offsets[y] as number; tap < end; tap += 2) {
    const row = read(down.sources[tap] as number, down.sources[tap + 1]);
    const weight = down.weights[tap] as number;
    if (tap + 1 === end) addRow(mixed, 0, length, row, 0, weight);
    else {
      const next = read(down.sources[tap + 1] as number, down.sources[tap]);
      addRows(mixed, 0, length, row, 0, weight, next, 0, down.weights[tap + 1] as number);
    }
  }
}

/** Rows of a source, the two last read kept, since target rows share some; `beside` is one not to be overwritten. */
function twoRows(
  readRow: (y: number, out: Float32Array) => void,
  length: number,
): (y: number, beside?: number) => Float32Array {
  const rows = [new Float32Array(length), new Float32Array(length)] as const;
  const held = [-1, -1];
  return (y, beside = -1) => {
    const known = held.indexOf(y);
    if (known >= 0) return rows[known as 0 | 1];
    const free = held[0] === beside ? 1 : 0;
    held[free] = y;
    readRow(y, rows[free]);
    return rows[free];
  };
}

/** `out[at + i] += weight * row[from + i]` for `length` values. */
function addRow(
  out: Float32Array,
  at: number,
  length: number,
  row: Float32Array,
  from: number,
  weight: number,
): void {
  for (let i = 0; i < length; i++) {
    out[at + i] = (out[at + i] as number) + weight * (row[from + i] as number);
  }
}

/** Two rows at once, rounded in between: the same numbers as one after the other, in half the passes. */
function addRows(
  out: Float32Array,
  at: number,
  length: number,
  a: Float32Array,
  fromA: number,
  weightA: number,
  b: Float32Array,
  fromB: number,
  weightB: number,
): void {
  for (let i = 0; i < length; i++) {
    const first = Math.fround((out[at + i] as number) + weightA * (a[fromA + i] as number));
    out[at + i] = first + weightB * (b[fromB + i] as number);
  }
}

/** Each source row is resized along, then the target rows are mixed of those. */
function narrowThenMix(source: RowSource, across: Taps, down: Taps, out: Planes): void {
  const { channels, width, height, data } = out;
  const [first, last] = minMax(down.sources);
  const row = new Float32Array(channels * source.width);
  const narrowed = new Float32Array((last - first + 1) * channels * width);
  for (let y = first; y <= last; y++) {
    source.readRow(y, row);
    for (let c = 0; c < channels; c++) {
      narrow(row, c * source.width, across, narrowed, ((y - first) * channels + c) * width, width);
    }
  }
  for (let y = 0; y < height; y++) {
    const end = down.offsets[y + 1] as number;
    for (let tap = down.offsets[y] as number; tap < end; tap += 2) {
      const weight = down.weights[tap] as number;
      const from = ((down.sources[tap] as number) - first) * channels * width;
      const next = ((down.sources[tap + 1] as number) - first) * channels * width;
      for (let c = 0; c < channels; c++) {
        const target = (c * height + y) * width;
        const at = from + c * width;
        if (tap + 1 === end) addRow(data, target, width, narrowed, at, weight);
        else {
          const weightNext = down.weights[tap + 1] as number;
          addRows(data, target, width, narrowed, at, weight, narrowed, next + c * width, weightNext);
        }
      }
    }
  }
}

/** One channel of a row, resized along: from `base` on in `row`, to `target` on in `out`. */
function narrow(
  row: Float32Array,
  base: number,
  { offsets, sources, weights }: Taps,
  out: Float32Array,
  target: number,
  width: number,
): void {
  for (let x = 0, tap = 0; x < width; x++) {
    let sum = 0;
    const end = offsets[x + 1] as number;
    for (; tap < end; tap++)
      sum += (weights[tap] as number) * (row[base + (sources[tap] as number)] as number);
    out[target + x] = sum;
  }
}

/** The whole source at its own size. */
function copied(source: RowSource): Planes {
  const { channels, width, height } = source;
  const out = makePlanes(channels, width, height);
  const row = new Float32Array(channels * width);
  for (let y = 0; y < height; y++) {
    source.readRow(y, row);
    for (let c = 0, from = 0; c < channels; c++) {
      const target = (c * height + y) * width;
      // No zero comes out negative, as none does of a sum.
      for (let x = 0; x < width; x++, from++) out.data[target + x] = 0 + (row[from] as number);
    }
  }
  return out;
}

function axisTaps(from: number, to: number, first: number, count: number, enlarge: Enlarge): Taps {
  const offsets = new Int32Array(count + 1);
  const sources: number[] = [];
  const weights: number[] = [];
  const scale = from / to;
  for (let i = 0; i < count; i++) {
    if (scale < 1 && enlarge === 'cubic') cubicTaps((first + i + 0.5) * scale - 0.5, from, sources, weights);
    else areaTaps((first + i) * scale, scale, from, sources, weights);
    offsets[i + 1] = sources.length;
  }
  return { offsets, sources: Int32Array.from(sources), weights: Float32Array.from(weights) };
}

/** Weights of the source samples that the interval `start..start + length` covers, by overlap. */
function areaTaps(start: number, length: number, limit: number, sources: number[], weights: number[]): void {
  const end = Math.min(start + length, limit);
  for (let s = Math.floor(start); s < end; s++) {
    const overlap = Math.min(s + 1, end) - Math.max(s, start);
    // Rounding can leave a sliver of a neighbour, which would make an exact copy inexact.
    if (overlap < length * 1e-9) continue;
    sources.push(s);
    weights.push(overlap / length);
  }
}

function cubicTaps(centre: number, limit: number, sources: number[], weights: number[]): void {
  const base = Math.floor(centre);
  for (let s = base - 1; s <= base + 2; s++) {
    sources.push(Math.min(limit - 1, Math.max(0, s)));
    weights.push(catmullRom(Math.abs(centre - s)));
  }
}

function catmullRom(distance: number): number {
  if (distance < 1) return (1.5 * distance - 2.5) * distance * distance + 1;
  if (distance < 2) return ((-0.5 * distance + 2.5) * distance - 4) * distance + 2;
  return 0;
}

function minMax(values: Int32Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
