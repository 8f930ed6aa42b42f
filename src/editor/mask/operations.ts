import { growRect, intersectRects, type Rect } from '../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { allTiles, tileRect } from '../document/tile-grid.ts';
import type { Steps } from '../work/sliced-work.ts';
import { feathered } from './feather.ts';
import { filledHoles } from './fill-holes.ts';
import { grown, shrunk } from './grow.ts';
import type { MaskDraft, MaskLayer } from './mask-layer.ts';
import { type Reshape, reshape } from './reshape.ts';

/** A change of the mask as a whole; `pixels` are image pixels, 1 to 500. */
export type MaskOperation =
  | { readonly kind: 'grow' | 'shrink' | 'feather'; readonly pixels: number }
  | { readonly kind: 'fill-holes' }
  /** Selects what is transparent, as far as it is, in place of what was selected. */
  | { readonly kind: 'from-transparency' };

const MOST_PIXELS = 500;

/** The steps of an operation; none where there is nothing to change. */
export function operate(
  mask: MaskLayer,
  operation: MaskOperation,
  tileAt: (index: number) => PixelBuffer,
): Steps {
  switch (operation.kind) {
    case 'from-transparency':
      return selectTransparent(mask, tileAt);
    case 'fill-holes':
      return reshapeAround(mask, 1, filledHoles);
    case 'grow': {
      const pixels = checked(operation.pixels);
      return reshapeAround(mask, pixels + 1, grown(pixels));
    }
    case 'shrink':
      return reshapeAround(mask, 1, shrunk(checked(operation.pixels)));
    case 'feather': {
      const pixels = checked(operation.pixels);
      return reshapeAround(mask, 2 * pixels, feathered(pixels));
    }
  }
}

function checked(pixels: number): number {
  if (pixels >= 1 && pixels <= MOST_PIXELS) return pixels;
  throw new RangeError(`a mask changes by 1 to ${MOST_PIXELS} pixels, not by ${pixels}`);
}

function* reshapeAround(mask: MaskLayer, room: number, change: Reshape): Steps {
  const bounds = mask.bounds();
  if (!bounds) return;
  yield* reshape(mask, intersectRects(growRect(bounds, Math.ceil(room)), mask.grid.frame), change);
}

function* selectTransparent(mask: MaskDraft, tileAt: (index: number) => PixelBuffer): Steps {
  for (const index of allTiles(mask.grid)) {
    const tile = tileRect(mask.grid, index);
    readAlpha(mask.edit(index), tile, intersectRects(tile, mask.grid.frame), tileAt(index).data);
    mask.touched(tile);
    mask.settle(index);
    yield;
  }
}

function readAlpha(values: Uint8Array, tile: Rect, part: Rect, rgba: Uint8ClampedArray): void {
  values.fill(0);
  for (let y = part.y - tile.y; y < part.y - tile.y + part.height; y++) {
    const start = y * tile.width + (part.x - tile.x);
    for (let i = start; i < start + part.width; i++) values[i] = 255 - (rgba[4 * i + 3] as number);
  }
}
