import { alignUp } from '../../shared/geometry/align.ts';
import { maskBounds } from '../../shared/geometry/mask-bounds.ts';
import { moveRect, type Rect, type Size, uniteRects } from '../../shared/geometry/rect.ts';
import { harmonicFill } from '../../shared/harmonic-fill.ts';
import type { Planes } from './planes.ts';
import { resample } from './resample.ts';
import { planeRows, type RowSource } from './tensor.ts';

/** The correction is smooth, so it is worked out at a quarter of the size. */
const SHRINK = 4;
/** Deviation of the low-pass, 4 model pixels: texture must not be smeared into the hole, only colour. */
const SIGMA = 4 / SHRINK;
const RADIUS = Math.ceil(3 * SIGMA);

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
  const { channels, width, height } = generated;
  const holeBox = maskBounds({ data: hole, width, height });
  const ringBox = maskBounds({ data: ring, width, height });
  if (!holeBox || !ringBox) return;
  // Nothing beyond the ring has a say: a small hole in a large window is cheap.
  const box = wholeCells(uniteRects(holeBox, ringBox), generated);
  const small = { width: Math.ceil(box.width / SHRINK), height: Math.ceil(box.height / SHRINK) };
  const coarse = resample(ringResidual(generated, original, ring, box), small);
  const unknown = new Uint8Array(small.width * small.height);
  const weights = coarse.data.subarray(channels * unknown.length);
  for (let i = 0; i < unknown.length; i++) unknown[i] = (weights[i] as number) > 0 ? 0 : 1;
  blur(coarse);
  for (let at = 0; at < unknown.length; at++) {
    for (let i = at; i < channels * unknown.length; i += unknown.length) {
      coarse.data[i] = unknown[at] ? 0 : (coarse.data[i] as number) / (weights[at] as number);
    }
  }
  const correction: Planes = { channels, ...small, data: coarse.data.subarray(0, channels * unknown.length) };
  harmonicFill(correction, unknown);
  const inBox = moveRect(holeBox, -box.x, -box.y);
  const full = resample(planeRows(correction), box, 'cubic', inBox);
  for (let c = 0, from = 0; c < channels; c++) {
    for (let y = 0; y < holeBox.height; y++) {
      const row = (holeBox.y + y) * width + holeBox.x;
      for (let x = 0; x < holeBox.width; x++, from++) {
        if (!hole[row + x]) continue;
        const at = c * hole.length + row + x;
        generated.data[at] = (generated.data[at] as number) + (full.data[from] as number);
      }
    }
  }
}

/** The rectangle widened to whole cells of `SHRINK` pixels, as far as the picture goes. */
function wholeCells(rect: Rect, picture: Size): Rect {
  const x = rect.x - (rect.x % SHRINK);
  const y = rect.y - (rect.y % SHRINK);
  return {
    x,
    y,
    width: Math.min(alignUp(rect.x + rect.width - x, SHRINK), picture.width - x),
    height: Math.min(alignUp(rect.y + rect.height - y, SHRINK), picture.height - y),
  };
}

/** Picture less generated on the ring within `box`, 0 elsewhere; the last channel is 1 on the ring: its weight. */
function ringResidual(generated: Planes, original: Planes, ring: Uint8Array, box: Rect): RowSource {
  const { channels, width } = generated;
  return {
    width: box.width,
    height: box.height,
    channels: channels + 1,
    readRow(y, out) {
      out.fill(0);
      const row = (box.y + y) * width + box.x;
      for (let x = 0; x < box.width; x++) {
        if (!ring[row + x]) continue;
        for (let c = 0; c < channels; c++) {
          const at = c * ring.length + row + x;
          out[c * box.width + x] = (original.data[at] as number) - (generated.data[at] as number);
        }
        out[channels * box.width + x] = 1;
      }
    },
  };
}

/** Gaussian weights from the middle out to RADIUS. */
const GAUSSIAN = Float64Array.from({ length: RADIUS + 1 }, (_, i) =>
  Math.exp(-(i ** 2) / (2 * SIGMA * SIGMA)),
);

/** Separable Gaussian in place, zeros outside; not normalised, since the weights go through it too. */
function blur(planes: Planes): void {
  const { data, channels, width, height } = planes;
  // Zeros on both sides of a line spare every pixel the question where it ends.
  const across = new Float32Array(width + 2 * RADIUS);
  const down = new Float32Array(height + 2 * RADIUS);
  for (let c = 0; c < channels; c++) {
    const base = c * width * height;
    for (let y = 0; y < height; y++) blurLine(data, base + y * width, 1, across);
    for (let x = 0; x < width; x++) blurLine(data, base + x, width, down);
  }
}

function blurLine(data: Float32Array, start: number, step: number, line: Float32Array): void {
  const end = line.length - RADIUS;
  for (let i = RADIUS, at = start; i < end; i++, at += step) line[i] = data[at] as number;
  for (let i = RADIUS, at = start; i < end; i++, at += step) {
    let sum = (GAUSSIAN[0] as number) * (line[i] as number);
    for (let k = 1; k <= RADIUS; k++) {
      sum += (GAUSSIAN[k] as number) * ((line[i - k] as number) + (line[i + k] as number));
    }
    data[at] = sum;
  }
}
