import type { PngLayout } from './layout.ts';

/** Turns one raw row of `count` pixels into RGBA (`count * 4` bytes). 16-bit samples keep their high byte. */
export type ExpandRow = (raw: Uint8Array, rgba: Uint8Array, count: number) => void;

/** The row expansion for a layout (PNG third edition, sections 7.2, 11.2.1 and 11.3.1). */
export function rowExpander(layout: PngLayout): ExpandRow {
  const { colourType, depth, palette } = layout;
  if (palette) return (raw, rgba, count) => expandPalette(raw, rgba, count, depth, palette);
  if (colourType === 6 && depth === 8) return (raw, rgba, count) => rgba.set(raw.subarray(0, count * 4));
  if (colourType === 0 && depth < 8) {
    const key = layout.transparentKey?.[0] ?? -1;
    return (raw, rgba, count) => expandSmallGrey(raw, rgba, count, depth, key);
  }
  const bytes = depth === 16 ? 2 : 1;
  const colours = colourType === 0 || colourType === 4 ? 1 : 3;
  const alpha = colourType === 4 || colourType === 6;
  const key = layout.transparentKey;
  return (raw, rgba, count) => expandSamples(raw, rgba, count, { bytes, colours, alpha, key });
}

function sampleAt(raw: Uint8Array, index: number, depth: number): number {
  const bit = index * depth;
  return ((raw[bit >> 3] as number) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

function expandPalette(
  raw: Uint8Array,
  rgba: Uint8Array,
  count: number,
  depth: number,
  palette: Uint8Array,
): void {
  for (let x = 0; x < count; x++) {
    const entry = (depth === 8 ? (raw[x] as number) : sampleAt(raw, x, depth)) * 4;
    const to = x * 4;
    rgba[to] = palette[entry] as number;
    rgba[to + 1] = palette[entry + 1] as number;
    rgba[to + 2] = palette[entry + 2] as number;
    rgba[to + 3] = palette[entry + 3] as number;
  }
}

function expandSmallGrey(raw: Uint8Array, rgba: Uint8Array, count: number, depth: number, key: number): void {
  const scale = 255 / ((1 << depth) - 1);
  for (let x = 0; x < count; x++) {
    const sample = sampleAt(raw, x, depth);
    rgba.fill(sample * scale, x * 4, x * 4 + 3);
    rgba[x * 4 + 3] = sample === key ? 0 : 255;
  }
}

interface SampleShape {
  readonly bytes: 1 | 2;
  readonly colours: 1 | 3;
  readonly alpha: boolean;
  readonly key: readonly number[] | null;
}

function expandSamples(raw: Uint8Array, rgba: Uint8Array, count: number, shape: SampleShape): void {
  const { bytes, colours, alpha, key } = shape;
  const pixel = (colours + (alpha ? 1 : 0)) * bytes;
  const second = colours === 3 ? bytes : 0;
  for (let x = 0; x < count; x++) {
    const from = x * pixel;
    const to = x * 4;
    rgba[to] = raw[from] as number;
    rgba[to + 1] = raw[from + second] as number;
    rgba[to + 2] = raw[from + 2 * second] as number;
    rgba[to + 3] = alpha ? (raw[from + colours * bytes] as number) : 255;
    if (key && matchesKey(raw, from, bytes, key)) rgba[to + 3] = 0;
  }
}

function matchesKey(raw: Uint8Array, from: number, bytes: number, key: readonly number[]): boolean {
  return key.every((value, channel) => {
    const at = from + channel * bytes;
    const high = raw[at] as number;
    return value === (bytes === 2 ? high * 256 + (raw[at + 1] as number) : high);
  });
}
