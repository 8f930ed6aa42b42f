import type { PixelBuffer } from '../../../workers/shared/pixels.ts';

/** A picture that was filled, the one it was cut from, and where: [height, width], 1 = hole. All of one size. */
export interface FilledPicture {
  readonly filled: PixelBuffer;
  readonly truth: PixelBuffer;
  readonly hole: Uint8Array;
}

/** Code value of one colour; alpha is never looked at. */
export function code(picture: PixelBuffer, pixel: number, channel: number): number {
  return picture.data[4 * pixel + channel] as number;
}

/** One number a pixel from its three code values; the weights add up to 1. */
export function brightness(
  { data }: PixelBuffer,
  [red, green, blue]: readonly [number, number, number] = [1 / 3, 1 / 3, 1 / 3],
): Float64Array {
  const out = new Float64Array(data.length / 4);
  for (let i = 0; i < out.length; i++) {
    out[i] =
      red * (data[4 * i] as number) +
      green * (data[4 * i + 1] as number) +
      blue * (data[4 * i + 2] as number);
  }
  return out;
}

/** Weights of ITU-R BT.601. */
export const LUMA = [0.299, 0.587, 0.114] as const;
