import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { seededRandom } from '../masks/random.ts';
import { makeSpectrum, transform } from './fft.ts';

/** An opaque picture from a function of place and colour. */
export function pictureOf(
  width: number,
  height: number,
  value: (x: number, y: number, channel: number) => number,
): PixelBuffer {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = value(i % width, Math.floor(i / width), c);
  }
  return { width, height, data };
}

/** Whole numbers from whole numbers, so that another language makes the same picture. */
export function patterned(x: number, y: number, c: number): number {
  const wave = (n: number, half: number) => Math.abs((n % (2 * half)) - half);
  const hash = Math.imul(x, 73856093) ^ Math.imul(y, 19349663) ^ Math.imul(c, 83492791);
  return 40 + 4 * wave(x + 2 * y + c * 5, 16) + 3 * wave(3 * x - y + 1000, 23) + ((hash >>> 8) & 15);
}

export function disc(width: number, height: number, x: number, y: number, radius: number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) =>
    ((i % width) - x) ** 2 + (Math.floor(i / width) - y) ** 2 <= radius * radius ? 1 : 0,
  );
}

/** A grey random texture whose amplitudes fall with frequency to a power, of the given mean and deviation. */
export function fractalTexture(size: number, power: number, deviation: number, seed: number): PixelBuffer {
  const random = seededRandom(seed);
  const spectrum = makeSpectrum(size);
  for (let i = 0; i < size * size; i++) spectrum.real[i] = random.normal(0, 1);
  transform(spectrum);
  const frequency = (k: number) => Math.min(k, size - k);
  for (let i = 0; i < size * size; i++) {
    const f = Math.hypot(frequency(i % size), frequency(Math.floor(i / size)));
    const gain = f === 0 ? 0 : f ** -power;
    spectrum.real[i] = gain * (spectrum.real[i] as number);
    spectrum.imaginary[i] = gain * (spectrum.imaginary[i] as number);
  }
  transform(spectrum, true);
  const scale = deviation / Math.sqrt(spectrum.real.reduce((sum, v) => sum + v * v, 0) / (size * size));
  return pictureOf(size, size, (x, y) => 128 + scale * (spectrum.real[y * size + x] as number));
}
