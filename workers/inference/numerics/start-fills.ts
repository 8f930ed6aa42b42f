import { harmonicStart } from '../../shared/harmonic-fill.ts';
import type { Planes } from './planes.ts';

/**
 * Fills a hole, in place, with ever coarser means of what surrounds it (a pull-push pyramid: Gortler et al. 1996, "The
 * Lumigraph", section 3.4): blurred near the border, one colour deep inside. Does nothing when no pixel is known.
 *
 * @param hole 1 a pixel to fill, 0 a known one; [height, width]
 */
export function pyramidFill({ data, channels, width, height }: Planes, hole: Uint8Array): void {
  if (hole.includes(0)) harmonicStart(data, channels, width, height, hole);
}

/**
 * Fills a hole, in place, with the nearest known pixel (edge padding; nearest by steps over the four neighbours). Does
 * nothing when no pixel is known.
 */
export function edgeFill({ data, channels, width, height }: Planes, hole: Uint8Array): void {
  const cells = width * height;
  const source = new Int32Array(cells).fill(-1);
  const queue = new Int32Array(cells);
  let end = 0;
  for (let i = 0; i < cells; i++) {
    if (hole[i]) continue;
    source[i] = i;
    queue[end++] = i;
  }
  for (let at = 0; at < end; at++) {
    const i = queue[at] as number;
    const x = i % width;
    const around = [x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i, i - width, i + width];
    for (const next of around) {
      if (next < 0 || next >= cells || source[next] !== -1) continue;
      source[next] = source[i] as number;
      queue[end++] = next;
    }
  }
  for (let i = 0; i < cells; i++) {
    if (!hole[i] || source[i] === -1) continue;
    for (let c = 0; c < channels; c++) {
      data[c * cells + i] = data[c * cells + (source[i] as number)] as number;
    }
  }
}
