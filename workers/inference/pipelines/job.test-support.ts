import type { FillJob } from '../../shared/job.ts';
import type { PixelBuffer } from '../../shared/pixels.ts';

/** A small smooth picture; every fifth pixel has that alpha. */
export function wavyPicture(width: number, height: number, alpha = 255): PixelBuffer {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    data[i * 4] = 120 + 60 * Math.sin(x / 9);
    data[i * 4 + 1] = 90 + 50 * Math.cos(y / 7);
    data[i * 4 + 2] = 140 + 40 * Math.sin((x + y) / 11);
    data[i * 4 + 3] = (x + y) % 5 === 0 ? alpha : 255;
  }
  return { width, height, data };
}

/** A job for the exact test model (native size 64) with the box `hole` (left, top, right, bottom) painted. */
export function testJob(
  size: readonly [width: number, height: number],
  hole: readonly [number, number, number, number],
  more: Partial<FillJob> = {},
): FillJob {
  const [width, height] = size;
  const mask = new Uint8Array(width * height);
  const [left, top, right, bottom] = hole;
  for (let y = top; y < bottom; y++) mask.fill(255, y * width + left, y * width + right);
  return {
    id: 'job',
    pack: 'test',
    intent: 'fill',
    method: 'auto',
    sampler: 'ddim',
    start: 'smooth',
    instant: false,
    nativeSize: 64,
    prompt: 'a',
    negativePrompt: '',
    steps: 4,
    guidance: 1,
    strength: 1,
    seed: 5,
    candidates: 1,
    maskGrow: 8,
    feather: 8,
    picture: { width: width + 13, height: height + 7 },
    window: {
      rect: { x: 13, y: 7, width, height },
      image: wavyPicture(width, height, more.start === 'original' ? 0 : 255),
      mask: { width, height, data: mask },
    },
    ...more,
  };
}
