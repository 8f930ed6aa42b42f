import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { code } from './picture.ts';

/**
 * Peak signal-to-noise ratio in dB over the selected pixels and their three colours: `10 log10(255^2 / MSE)`, Infinity
 * for equal pixels. Reported, never aimed at: it rewards blur.
 *
 * @param selected 1 for the pixels to compare; all when left out
 */
export function psnr(a: PixelBuffer, b: PixelBuffer, selected?: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < a.width * a.height; i++) {
    if (selected && !selected[i]) continue;
    for (let c = 0; c < 3; c++) sum += (code(a, i, c) - code(b, i, c)) ** 2;
    count += 3;
  }
  return 10 * Math.log10((255 * 255 * count) / sum);
}
