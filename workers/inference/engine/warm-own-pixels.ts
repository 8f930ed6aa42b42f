import { LacunaError } from '../../shared/errors.ts';
import type { FillJob } from '../../shared/job.ts';
import { viewOf } from '../pipelines/around-view.ts';
import { fillWindow } from '../pipelines/fill-window.ts';

/** Side of the picture that is made up, of what is shown of it, and of the hole in its middle, in pixels. */
const SIDE = 224;
const VIEW = 184;
const HOLE = 72;
/** So many fills leave the code optimised that the first real one needs; each takes a fraction of a second. */
const FILLS = 3;

/**
 * Fills a small made-up picture from its own pixels, a few times, so that the first fill that a person waits for does not
 * wait for the compiler.
 *
 * @param pause lets messages in between two fills
 * @param wanted asked before each fill: false once there is real work
 * @param onFilled told after each fill
 */
export async function warmOwnPixels(
  pause: () => Promise<void>,
  wanted: () => boolean,
  onFilled: () => void = () => undefined,
): Promise<void> {
  for (let seed = 0; seed < FILLS; seed++) {
    await pause();
    if (!wanted()) return;
    await fillWindow(noModel, viewOf(madeUpJob(seed)), {
      onProgress: () => undefined,
      onCandidate: onFilled,
      cancelled: () => false,
      now: () => performance.now(),
    });
  }
}

async function noModel(): Promise<never> {
  throw new LacunaError('internal', 'own pixels need no model');
}

/** Waves with something like grain, and a square hole. */
function madeUpJob(seed: number): FillJob {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  const mask = new Uint8Array(SIDE * SIDE);
  for (let i = 0; i < mask.length; i++) {
    const x = i % SIDE;
    const y = (i - x) / SIDE;
    const grain = (Math.imul(i + 1, 2_654_435_761) >>> 16) % 40;
    const light = 100 + 50 * Math.sin(x / 9 + y / 17) + grain;
    data.set([light, 0.9 * light, 0.7 * light + 20, 255], i * 4);
    if (Math.max(Math.abs(x - SIDE / 2), Math.abs(y - SIDE / 2)) < HOLE / 2) mask[i] = 255;
  }
  const size = { width: SIDE, height: SIDE };
  const margin = (SIDE - VIEW) / 2;
  return {
    id: 'warm-up',
    pack: '',
    intent: 'remove',
    method: 'exemplar',
    sampler: 'ddim',
    start: 'exemplar',
    instant: false,
    nativeSize: 64,
    prompt: '',
    negativePrompt: '',
    steps: 1,
    guidance: 1,
    strength: 1,
    seed,
    candidates: 1,
    maskGrow: 8,
    feather: 8,
    picture: size,
    window: {
      rect: { x: 0, y: 0, ...size },
      view: { x: margin, y: margin, width: VIEW, height: VIEW },
      image: { ...size, data },
      mask: { ...size, data: mask },
    },
  };
}
