import type { FillJob } from '../../shared/job.ts';

/**
 * A fill that nobody asked for, to have the code run that the first real one needs: waves with something like grain, and
 * a square hole in the middle. Alike every time.
 *
 * @param side of the picture, which the window holds whole, in pixels
 * @param hole side of the hole, in pixels
 * @param more what the fill is to do
 */
export function madeUpJob(side: number, hole: number, more: Partial<FillJob>): FillJob {
  const data = new Uint8ClampedArray(side * side * 4);
  const mask = new Uint8Array(side * side);
  for (let i = 0; i < mask.length; i++) {
    const x = i % side;
    const y = (i - x) / side;
    const grain = (Math.imul(i + 1, 2_654_435_761) >>> 16) % 40;
    const light = 100 + 50 * Math.sin(x / 9 + y / 17) + grain;
    data.set([light, 0.9 * light, 0.7 * light + 20, 255], i * 4);
    if (Math.max(Math.abs(x - side / 2), Math.abs(y - side / 2)) < hole / 2) mask[i] = 255;
  }
  const size = { width: side, height: side };
  return {
    ...{ id: 'warm-up', pack: '', intent: 'fill', method: 'auto', sampler: 'auto', start: 'smooth' },
    ...{ instant: false, nativeSize: 64, prompt: '', negativePrompt: '', steps: 1, guidance: 1, strength: 1 },
    ...{ seed: 1, candidates: 1, maskGrow: 8, feather: 8, picture: size },
    window: { rect: { x: 0, y: 0, ...size }, image: { ...size, data }, mask: { ...size, data: mask } },
    ...more,
  };
}
