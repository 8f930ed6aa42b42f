import type { FillJob } from '../../shared/job.ts';
import type { DiffusionPack } from '../models/pack.ts';

/**
 * The texts that the denoising network is asked about in each call. Two, the negative prompt first, where guidance is
 * worked out from the difference of its answers; else the prompt alone: without guidance, and for a network that is told
 * the guidance, which was trained on answers that had it.
 */
export function textsOf(
  pack: Pick<DiffusionPack, 'takesGuidance'>,
  job: Pick<FillJob, 'guidance' | 'prompt' | 'negativePrompt'>,
): readonly string[] {
  return job.guidance > 1 && !pack.takesGuidance ? [job.negativePrompt, job.prompt] : [job.prompt];
}
