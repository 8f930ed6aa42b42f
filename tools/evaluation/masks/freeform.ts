import type { Random } from './random.ts';
import { drawBox, drawLine, emptyMask, type SquareMask } from './raster.ts';

const ANGLE = (2 * Math.PI) / 5;
const ANGLE_RANGE = (2 * Math.PI) / 15;
/** Widths of strokes and the sides of the rectangle in pixels of a picture of 256. */
const WIDTHS = [12, 40] as const;
const BOX_SIDE = 128;
const MOST_SHRINK = 16;

/**
 * Free-form strokes as a hand would paint them (DeepFill v2, Yu et al. 2019, arXiv:1806.03589, algorithm 1): 1 to 3 of 4
 * to 11 vertices that turn by about 2 pi / 5, every other turn mirrored.
 *
 * @param size side of the picture; widths scale with `size / 256`
 */
export function freeformMask(random: Random, size: number): SquareMask {
  const mask = emptyMask(size);
  const count = random.integer(1, 4);
  for (let i = 0; i < count; i++) freeformStroke(random, mask);
  return mask;
}

/** One rectangle of half the side, up to 16 pixels of 256 shorter each way, anywhere (DeepFill v2, section 5). */
export function rectangleMask(random: Random, size: number): SquareMask {
  const mask = emptyMask(size);
  const scale = size / 256;
  const side = () => Math.round((BOX_SIDE - 2 * random.integer(0, MOST_SHRINK + 1)) * scale);
  const width = side();
  const height = side();
  drawBox(mask, random.integer(0, size - width + 1), random.integer(0, size - height + 1), width, height);
  return mask;
}

/** What DeepFill v2 trains on: a rectangle and free-form strokes together. */
export function mixedMask(random: Random, size: number): SquareMask {
  const mask = rectangleMask(random, size);
  const strokes = freeformMask(random, size);
  for (let i = 0; i < mask.data.length; i++) if (strokes.data[i]) mask.data[i] = 1;
  return mask;
}

function freeformStroke(random: Random, mask: SquareMask): void {
  const { size } = mask;
  const average = (Math.SQRT2 * size) / 8;
  const inside = (value: number) => Math.trunc(Math.min(size, Math.max(0, value)));
  const sharpest = ANGLE - random.uniform(0, ANGLE_RANGE);
  const widest = ANGLE + random.uniform(0, ANGLE_RANGE);
  const vertices = random.integer(4, 12);
  const radius = Math.trunc((random.uniform(WIDTHS[0], WIDTHS[1]) * size) / 256) / 2;
  let at: [number, number] = [random.integer(0, size), random.integer(0, size)];
  for (let i = 0; i < vertices; i++) {
    const drawn = random.uniform(sharpest, widest);
    const angle = i % 2 === 0 ? 2 * Math.PI - drawn : drawn;
    const length = Math.min(2 * average, Math.max(0, random.normal(average, Math.floor(average / 2))));
    const to: [number, number] = [
      inside(at[0] + length * Math.cos(angle)),
      inside(at[1] + length * Math.sin(angle)),
    ];
    drawLine(mask, at, to, radius);
    at = to;
  }
}
