import type { MaskBuffer, PixelBuffer } from '../../shared/pixels.ts';
import type { Planes } from './planes.ts';

/** Something that can be read a row at a time, so that a large picture never has to exist as floats. */
export interface RowSource {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Writes row `y`, channel after channel: `out.length >= channels * width`. */
  readRow(y: number, out: Float32Array): void;
}

/** Code values in -1..1, and opacities in 0..1: a table is three times as fast as the divisions. */
const CODE = Float64Array.from({ length: 256 }, (_, value) => value / 127.5 - 1);
const ALPHA = Float64Array.from({ length: 256 }, (_, value) => value / 255);

/** RGB in -1..1; transparent pixels are shown over mid grey (0), so that invisible colours never reach the model. */
export function rgbRows(pixels: PixelBuffer): RowSource {
  const { width, height, data } = pixels;
  return {
    width,
    height,
    channels: 3,
    readRow(y, out) {
      for (let x = 0, at = y * width * 4; x < width; x++, at += 4) {
        const alpha = ALPHA[data[at + 3] as number] as number;
        out[x] = alpha * (CODE[data[at] as number] as number);
        out[width + x] = alpha * (CODE[data[at + 1] as number] as number);
        out[2 * width + x] = alpha * (CODE[data[at + 2] as number] as number);
      }
    },
  };
}

/** 1 where the mask is at least `threshold`, else 0. */
export function binaryRows(mask: MaskBuffer, threshold: number): RowSource {
  const { width, height, data } = mask;
  return {
    width,
    height,
    channels: 1,
    readRow(y, out) {
      for (let x = 0; x < width; x++) out[x] = (data[y * width + x] as number) >= threshold ? 1 : 0;
    },
  };
}

/** Mask values as shares, 0..1. */
export function greyRows({ width, height, data }: MaskBuffer): RowSource {
  return {
    width,
    height,
    channels: 1,
    readRow(y, out) {
      for (let x = 0; x < width; x++) out[x] = (data[y * width + x] as number) / 255;
    },
  };
}

/** Planes as they are. */
export function planeRows(planes: Planes): RowSource {
  const { width, height, channels, data } = planes;
  return {
    width,
    height,
    channels,
    readRow(y, out) {
      for (let c = 0; c < channels; c++) {
        const from = (c * height + y) * width;
        out.set(data.subarray(from, from + width), c * width);
      }
    },
  };
}

/** RGB planes in -1..1 (values outside are clipped) as opaque 8-bit pixels. */
export function toPixels(rgb: Planes): PixelBuffer {
  const { width, height, data } = rgb;
  const cells = width * height;
  const out = new Uint8ClampedArray(cells * 4);
  for (let i = 0; i < cells; i++) {
    out[i * 4] = ((data[i] as number) + 1) * 127.5;
    out[i * 4 + 1] = ((data[cells + i] as number) + 1) * 127.5;
    out[i * 4 + 2] = ((data[2 * cells + i] as number) + 1) * 127.5;
    out[i * 4 + 3] = 255;
  }
  return { width, height, data: out };
}
