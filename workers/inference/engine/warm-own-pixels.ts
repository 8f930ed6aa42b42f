import { LacunaError } from '../../shared/errors.ts';
import type { FillJob } from '../../shared/job.ts';
import { viewOf } from '../pipelines/around-view.ts';
import { fillWindow } from '../pipelines/fill-window.ts';
import { madeUpJob } from './made-up-job.ts';

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
    await fillWindow(noModel, viewOf(ownPixelsJob(seed)), {
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

/** A job by own pixels that sees more around its window, as real ones do. */
function ownPixelsJob(seed: number): FillJob {
  const job = madeUpJob(SIDE, HOLE, { method: 'exemplar', seed });
  const margin = (SIDE - VIEW) / 2;
  const view = { x: margin, y: margin, width: VIEW, height: VIEW };
  return { ...job, window: { ...job.window, view } };
}
