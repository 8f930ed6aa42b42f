import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { FillJob } from '../../../workers/shared/job.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { OpenedImage, Tile } from '../../../workers/shared/protocol.ts';
import type { DocumentEdit } from '../document/edit.ts';
import { tileCount, tileGrid, tileRect } from '../document/tile-grid.ts';
import { createEditor, type Editor } from '../editor.ts';
import type { StagedFill } from '../ports.ts';

/** The value of every channel of a test picture, different from pixel to pixel. */
export function valueAt(x: number, y: number, channel: number): number {
  return (x * 7 + y * 13 + channel * 61 + ((x * y) >> 3)) & 255;
}

/** A picture with known pixels; `blank` leaves them all 0 (large pictures). */
export function testImage(width: number, height: number, blank = false): OpenedImage {
  const grid = tileGrid(width, height);
  const tiles: Tile[] = Array.from({ length: tileCount(grid) }, (_, index) => ({
    column: index % grid.columns,
    row: Math.floor(index / grid.columns),
    pixels: blank ? emptyPixels(tileRect(grid, index)) : testPixels(tileRect(grid, index)),
  }));
  return {
    width,
    height,
    format: 'png',
    tiles,
    colorSpace: 'srgb',
    icc: null,
    hasAlpha: true,
    notes: [],
    parameters: null,
    openMs: 0,
  };
}

/** The pixels a test picture has in `rect`. */
export function testPixels(rect: Rect): PixelBuffer {
  const pixels = emptyPixels(rect);
  for (let y = 0, i = 0; y < rect.height; y++) {
    for (let x = 0; x < rect.width; x++) {
      for (let c = 0; c < 4; c++) pixels.data[i++] = valueAt(rect.x + x, rect.y + y, c);
    }
  }
  return pixels;
}

function emptyPixels({ width, height }: Rect): PixelBuffer {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

/** An editor with a test picture open, and what was done to it. */
export function editorWith(
  width: number,
  height: number,
  blank = false,
  edits: readonly DocumentEdit[] = [],
): Editor {
  const editor = createEditor({ canvasLabel: () => 'canvas', sliceMs: Number.POSITIVE_INFINITY });
  editor.open(testImage(width, height, blank), new Blob([new Uint8Array(1)]), 'test.png', edits);
  return editor;
}

/** A candidate of one colour whose stitch mask is 255 everywhere but in its outermost ring, where it is 0. */
export function testFill(rect: Rect, value: number): StagedFill {
  const { width, height } = rect;
  const stitch = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y++) stitch.fill(255, y * width + 1, (y + 1) * width - 1);
  const patch: PixelBuffer = { width, height, data: new Uint8ClampedArray(width * height * 4).fill(value) };
  const mask = { width, height, data: stitch };
  return { rect, patch, stitch: mask, hole: mask, seed: value, chain: [] };
}

/** A job without its pixels. */
export const TEST_JOB: Omit<FillJob, 'window'> = {
  id: 'job',
  pack: 'pack',
  intent: 'remove',
  method: 'auto',
  sampler: 'ddim',
  start: 'smooth',
  instant: false,
  nativeSize: 256,
  prompt: '',
  negativePrompt: '',
  steps: 1,
  guidance: 1,
  strength: 1,
  seed: 0,
  candidates: 1,
  maskGrow: 8,
  feather: 8,
  picture: { width: 1, height: 1 },
};
