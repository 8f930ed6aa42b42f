import { harmonicFill } from './harmonic-fill.ts';
import { makePlanes, type Planes } from './planes.ts';
import { resample } from './resample.ts';
import { planeRows } from './tensor.ts';

/** The correction is smooth, so it is worked out at half the size. */
const SHRINK = 2;
/** Deviation of the low-pass, 4 model pixels: texture must not be smeared into the hole, only colour. */
const SIGMA = 4 / SHRINK;
const RADIUS = 3 * SIGMA;

/**
 * Removes what is left of a colour step at the hole's edge, in place: the difference between picture and generated
 * pixels on the known side, low-passed there by a masked Gaussian, continued into the hole as a membrane, is added to
 * the generated pixels (Perez et al. 2003, "Poisson image editing", section 2, with a smoothed boundary).
 *
 * @param generated RGB, the decoded window
 * @param original RGB of the same window; used on the ring alone
 * @param hole 1 for generated pixels that will be kept; [height, width]
 * @param ring 1 for the known pixels next to the hole that are compared; [height, width]
 */
export function correctMembrane(
  generated: Planes,
  original: Planes,
  hole: Uint8Array,
  ring: Uint8Array,
): void {
  if (!ring.includes(1) || !hole.includes(1)) return;
  const { channels, width, height } = generated;
  // The last channel is the weight: it goes through the same low-pass.
  const residual = makePlanes(channels + 1, width, height);
  for (let i = 0; i < ring.length; i++) {
    if (!ring[i]) continue;
    residual.data[channels * ring.length + i] = 1;
    for (let k = i; k < generated.data.length; k += ring.length) {
      residual.data[k] = (original.data[k] as number) - (generated.data[k] as number);
    }
  }
  const small = { width: Math.ceil(width / SHRINK), height: Math.ceil(height / SHRINK) };
  const half = resample(planeRows(residual), small);
  const unknown = new Uint8Array(small.width * small.height);
  const weights = half.data.subarray(channels * unknown.length);
  for (let i = 0; i < unknown.length; i++) unknown[i] = (weights[i] as number) > 0 ? 0 : 1;
  blur(half);
  for (let i = 0; i < channels * unknown.length; i++) {
    const at = i % unknown.length;
    half.data[i] = unknown[at] ? 0 : (half.data[i] as number) / (weights[at] as number);
  }
  const correction: Planes = { channels, ...small, data: half.data.subarray(0, channels * unknown.length) };
  harmonicFill(correction, unknown);
  const full = resample(planeRows(correction), { width, height });
  for (let i = 0; i < full.data.length; i++) {
    if (hole[i % hole.length]) generated.data[i] = (generated.data[i] as number) + (full.data[i] as number);
  }
}

/** Gaussian weights from -RADIUS to RADIUS. */
const GAUSSIAN = Float32Array.from({ length: 2 * RADIUS + 1 }, (_, i) =>
  Math.exp(-((i - RADIUS) ** 2) / (2 * SIGMA * SIGMA)),
);

/** Separable Gaussian in place, zeros outside; not normalised, since the weights go through it too. */
function blur(planes: Planes): void {
  const { data, channels, width, height } = planes;
  const line = new Float32Array(Math.max(width, height));
  for (let c = 0; c < channels; c++) {
    const base = c * width * height;
    for (let y = 0; y < height; y++) blurLine(data, base + y * width, 1, width, line);
    for (let x = 0; x < width; x++) blurLine(data, base + x, width, height, line);
  }
}

function blurLine(data: Float32Array, start: number, step: number, length: number, line: Float32Array): void {
  for (let i = 0; i < length; i++) line[i] = data[start + i * step] as number;
  for (let i = 0; i < length; i++) {
    let sum = 0;
    const end = Math.min(length - 1, i + RADIUS);
    for (let k = Math.max(0, i - RADIUS); k <= end; k++) {
      sum += (GAUSSIAN[k - i + RADIUS] as number) * (line[k] as number);
    }
    data[start + i * step] = sum;
  }
}
