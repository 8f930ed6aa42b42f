import type { Rect, Size } from '../../shared/geometry/rect.ts';
import { makePlanes, type Planes } from './planes.ts';
import type { RowSource } from './tensor.ts';

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

/** Each target row is mixed of source rows as they are, then resized along. */
function mixThenNarrow(source: RowSource, across: Taps, down: Taps, out: Planes): void {
  const row = new Float32Array(source.channels * source.width);
  const mixed = new Float32Array(row.length);
  let held = -1;
  for (let y = 0; y < out.height; y++) {
    mixed.fill(0);
    const end = down.offsets[y + 1] as number;
    for (let tap = down.offsets[y] as number; tap < end; tap++) {
      const wanted = down.sources[tap] as number;
      // Two target rows may share one of the source.
      if (wanted !== held) source.readRow(wanted, row);
      held = wanted;
      const weight = down.weights[tap] as number;
      for (let i = 0; i < mixed.length; i++) {
        mixed[i] = (mixed[i] as number) + weight * (row[i] as number);
      }
    }
    for (let c = 0; c < source.channels; c++) {
      narrow(mixed, c * source.width, across, out.data, (c * out.height + y) * out.width, out.width);
    }
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
    for (let tap = down.offsets[y] as number; tap < end; tap++) {
      const weight = down.weights[tap] as number;
      const from = ((down.sources[tap] as number) - first) * channels * width;
      for (let c = 0; c < channels; c++) {
        const target = (c * height + y) * width;
        const at = from + c * width;
        for (let x = 0; x < width; x++) {
          data[target + x] = (data[target + x] as number) + weight * (narrowed[at + x] as number);
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
