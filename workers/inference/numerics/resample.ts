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
  const rows = minMax(down.sources);
  const narrowed = narrowRows(source, across, part.width, rows);
  const { width, height } = part;
  const { channels } = source;
  const { data } = out;
  for (let y = 0; y < height; y++) {
    const end = down.offsets[y + 1] as number;
    for (let tap = down.offsets[y] as number; tap < end; tap++) {
      const weight = down.weights[tap] as number;
      const from = ((down.sources[tap] as number) - rows[0]) * channels * width;
      for (let c = 0; c < channels; c++) {
        const target = (c * height + y) * width;
        const row = from + c * width;
        for (let x = 0; x < width; x++) {
          data[target + x] = (data[target + x] as number) + weight * (narrowed[row + x] as number);
        }
      }
    }
  }
  return out;
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

/** The source rows `first..last`, resized along the row: [rows, channels, width]. */
function narrowRows(
  source: RowSource,
  taps: Taps,
  width: number,
  rows: readonly [first: number, last: number],
): Float32Array {
  const [first, last] = rows;
  const { channels } = source;
  const { offsets, sources, weights } = taps;
  const row = new Float32Array(channels * source.width);
  const out = new Float32Array((last - first + 1) * channels * width);
  let target = 0;
  for (let y = first; y <= last; y++) {
    source.readRow(y, row);
    for (let c = 0; c < channels; c++) {
      const base = c * source.width;
      for (let x = 0, tap = 0; x < width; x++, target++) {
        let sum = 0;
        const end = offsets[x + 1] as number;
        for (; tap < end; tap++) {
          sum += (weights[tap] as number) * (row[base + (sources[tap] as number)] as number);
        }
        out[target] = sum;
      }
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
