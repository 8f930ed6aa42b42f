import { LacunaError } from '../../shared/errors.ts';
import { TILE_SIZE } from '../../shared/protocol.ts';
import type { Surface } from './surface.ts';

/**
 * Reads through a 2D canvas of one tile. A canvas premultiplies: with 8 bits colours under partial alpha come back
 * rounded. With `float16` (where the browser knows it) 11 significant bits of the product are kept, enough to get
 * every 8-bit value back.
 */
export function createCanvasSurface(colorType: 'unorm8' | 'float16'): Surface {
  const canvas = new OffscreenCanvas(TILE_SIZE, TILE_SIZE);
  const settings = { willReadFrequently: true, colorType };
  const context = canvas.getContext('2d', settings);
  if (!context) throw new LacunaError('out-of-memory', 'no 2D canvas for reading pixels');
  context.globalCompositeOperation = 'copy';
  context.imageSmoothingEnabled = false;
  return {
    async read(bitmap, x, y, width, height) {
      context.drawImage(bitmap, x, y, width, height, 0, 0, width, height);
      return context.getImageData(0, 0, width, height).data as Uint8ClampedArray<ArrayBuffer>;
    },
    release() {
      canvas.width = 0;
      canvas.height = 0;
    },
  };
}
