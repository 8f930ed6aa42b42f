import type { Size } from '../../../../workers/shared/geometry/rect.ts';
import type { FillJob } from '../../../../workers/shared/job.ts';

/**
 * What stands for the job of a fill that was painted by hand: no pack, so that it is never rolled again, and of its
 * pixels nothing but the picture's own.
 */
export function retouchJob({ width, height }: Size): Omit<FillJob, 'window'> {
  return {
    id: crypto.randomUUID(),
    pack: '',
    intent: 'remove',
    method: 'exemplar',
    sampler: 'ddim',
    start: 'exemplar',
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
    picture: { width, height },
  };
}
