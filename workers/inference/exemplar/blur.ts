import { makePlane, type Plane } from './plane.ts';

/**
 * Gaussian blur of all channels as two separable passes; edges repeat the border pixel.
 *
 * @param sigma standard deviation in pixels, above 0; the kernel reaches three of them
 */
export function blurPlane(plane: Plane, sigma: number): Plane {
  const radius = Math.max(1, Math.ceil(3 * sigma));
  const kernel = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const sum = kernel.reduce((a, b) => a + b, 0);
  for (let i = 0; i < kernel.length; i++) kernel[i] = (kernel[i] as number) / sum;
  const { width, height } = plane;
  const rows = makePlane(width, height, plane.channels);
  for (let y = 0; y < height; y++) blurLine(plane, rows, y * width, 1, width, kernel);
  const out = makePlane(width, height, plane.channels);
  for (let x = 0; x < width; x++) blurLine(rows, out, x, width, height, kernel);
  return out;
}

function blurLine(
  from: Plane,
  to: Plane,
  start: number,
  stride: number,
  length: number,
  kernel: Float32Array,
): void {
  const radius = (kernel.length - 1) / 2;
  const { channels } = from;
  for (let i = 0; i < length; i++) {
    const at = (start + i * stride) * channels;
    for (let k = -radius; k <= radius; k++) {
      const j = Math.min(length - 1, Math.max(0, i + k));
      const source = (start + j * stride) * channels;
      const weight = kernel[k + radius] as number;
      for (let c = 0; c < channels; c++) {
        to.data[at + c] = (to.data[at + c] as number) + weight * (from.data[source + c] as number);
      }
    }
  }
}
