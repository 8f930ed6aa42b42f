import { type BoxSettings, boxMask, LARGEST_AREA } from './boxes.ts';
import type { Random } from './random.ts';
import { coverage, drawLine, emptyMask, type SquareMask } from './raster.ts';

export type StrokeKind = 'thin' | 'medium' | 'thick';

/** Strokes of LaMa's settings in pixels of a picture of 256, and the boxes drawn instead with probability .231. */
interface StrokeSettings {
  readonly times: readonly [fewest: number, most: number];
  readonly widest: number;
  readonly longest: number;
  readonly boxes: BoxSettings | null;
}

const SETTINGS: Readonly<Record<StrokeKind, StrokeSettings>> = {
  thin: { times: [4, 50], widest: 10, longest: 40, boxes: null },
  medium: {
    times: [4, 5],
    widest: 50,
    longest: 100,
    boxes: { times: [1, 5], side: [10, 50], margin: 0 },
  },
  thick: {
    times: [1, 5],
    widest: 100,
    longest: 200,
    boxes: { times: [1, 3], side: [30, 150], margin: 10 },
  },
};

const BOX_SHARE = 0.231;

/**
 * Round-capped polylines (LaMa, Suvorov et al. 2022, arXiv:2109.07161, supplement): 1 to 5 segments each, their angle one
 * of four values in radians, mirrored for every other segment. Drawn again while more than half of the picture is hole.
 *
 * @param size side of the picture; lengths and widths scale with `size / 256`
 */
export function strokeMask(random: Random, size: number, kind: StrokeKind): SquareMask {
  for (;;) {
    const mask = emptyMask(size);
    const [fewest, most] = SETTINGS[kind].times;
    const count = random.integer(fewest, most + 1);
    for (let i = 0; i < count; i++) polyline(random, mask, SETTINGS[kind]);
    if (coverage(mask) <= LARGEST_AREA) return mask;
  }
}

/** One mask of LaMa's evaluation sets: strokes, or boxes in their stead, never both. */
export function lamaMask(random: Random, size: number, kind: StrokeKind): SquareMask {
  const { boxes } = SETTINGS[kind];
  for (;;) {
    const boxed = boxes !== null && random.uniform() < BOX_SHARE;
    const mask = boxed ? boxMask(random, size, boxes) : strokeMask(random, size, kind);
    if (coverage(mask) <= LARGEST_AREA) return mask;
  }
}

function polyline(random: Random, mask: SquareMask, { widest, longest }: StrokeSettings): void {
  const { size } = mask;
  const scale = size / 256;
  const inside = (value: number) => Math.trunc(Math.min(size, Math.max(0, value)));
  let at: [number, number] = [random.integer(0, size), random.integer(0, size)];
  const segments = random.integer(1, 6);
  for (let i = 0; i < segments; i++) {
    const drawn = 0.01 + random.integer(0, 4);
    const angle = i % 2 === 0 ? 2 * Math.PI - drawn : drawn;
    const length = (10 + random.integer(0, longest)) * scale;
    const width = Math.max(1, Math.round((5 + random.integer(0, widest)) * scale));
    const to: [number, number] = [
      inside(at[0] + length * Math.sin(angle)),
      inside(at[1] + length * Math.cos(angle)),
    ];
    // As OpenCV draws them: a line of even width is a pixel wider.
    drawLine(mask, at, to, Math.floor(width / 2) + 0.5);
    at = to;
  }
}
