import { composeFill } from '../../workers/shared/compose.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../workers/shared/pixels.ts';
import type { StagedFill } from '../editor/ports.ts';
import { spotAround } from '../lib/spot.ts';
import { services } from './services.ts';

/** Pixels a side that are enough for the largest thumbnail on the finest screen; of more every second, third ... is kept. */
const ENOUGH = 384;

const made = new WeakMap<StagedFill, PixelBuffer>();

/**
 * What a fill changed, to be shown small: its largest spot, blended into what is around it. Worked out once for each
 * fill.
 *
 * @param under the fill of the document that it is, or whose place it would take; null where it would lie on top
 */
export function thumbOf(fill: StagedFill, under: string | null): PixelBuffer {
  let pixels = made.get(fill);
  if (!pixels) {
    pixels = spotOf(fill, under);
    made.set(fill, pixels);
  }
  return pixels;
}

/** The square of the picture that a fill's thumbnail shows; null where it shows the fill's own pixels alone. */
export function placeOfThumb({ rect, hole }: StagedFill): Rect | null {
  const { document } = services().editor.getState();
  return document && spotAround(rect, hole, document);
}

function spotOf(fill: StagedFill, under: string | null): PixelBuffer {
  const { editor } = services();
  const rect = placeOfThumb(fill);
  if (!rect) return fill.patch;
  const around = under === null ? editor.readWindow(rect).image : editor.readUnder(under, rect);
  composeFill(around.data, rect, fill);
  return thinned(around, Math.floor(rect.width / ENOUGH));
}

/** One pixel of each square of `step` a side. */
function thinned({ width, height, data }: PixelBuffer, step: number): PixelBuffer {
  if (step < 2) return { width, height, data };
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const small = { width: Math.floor(width / step), height: Math.floor(height / step) };
  const to = new Uint32Array(small.width * small.height);
  for (let y = 0, i = 0; y < small.height; y++) {
    for (let x = 0, at = y * step * width; x < small.width; x++, at += step) to[i++] = from[at] as number;
  }
  return { ...small, data: new Uint8ClampedArray(to.buffer) };
}
