import type { FillJob } from '../../shared/job.ts';
import type { Conditioning } from '../conditioning/conditioning.ts';
import { finetuned, interiorConstant } from '../conditioning/finetuned.ts';
import { replaceKnown } from '../conditioning/replace.ts';
import type { DiffusionPack } from '../models/pack.ts';
import { addNoise } from '../numerics/predict.ts';
import type { Move } from '../numerics/time-plan.ts';
import type { FloatTensor } from '../runtime/types.ts';
import type { ModelMethod } from './check-job.ts';
import { canvasTensor, type PreparedWindow } from './prepare.ts';

/** What the VAE encoder saw, kept for all candidates of a job. */
export interface EncodedWindow {
  readonly method: ModelMethod;
  /** Latents of the prefilled window; null where nothing needs them. */
  readonly prefilled: FloatTensor | null;
  /** Latents of the window with a grey hole; null unless the method is `finetuned`. */
  readonly masked: Float32Array | null;
}

/** Encodes what the method and the strength need, and nothing else. */
export async function encodeWindow(
  pack: DiffusionPack,
  window: PreparedWindow,
  job: FillJob,
  method: ModelMethod,
): Promise<EncodedWindow> {
  const needsPrefilled = method === 'replace' || job.strength < 1;
  const prefilled = needsPrefilled ? await pack.encodeImage(canvasTensor(window, false)) : null;
  if (method === 'replace') return { method, prefilled, masked: null };
  const masked = (await pack.encodeImage(canvasTensor(window, true))).data;
  const { width, height } = window.cells;
  const everything = !window.canvasHole.includes(0);
  const channels = pack.manifest.latentChannels;
  return {
    method,
    prefilled,
    masked: everything ? interiorConstant(masked, channels, width, height) : masked,
  };
}

/** How the known pixels constrain this candidate. */
export function conditioningOf(
  encoded: EncodedWindow,
  window: PreparedWindow,
  noise: Float32Array,
): Conditioning {
  switch (encoded.method) {
    case 'finetuned':
      return finetuned(window.cellHole, encoded.masked as Float32Array);
    case 'replace':
      return replaceKnown({ known: (encoded.prefilled as FloatTensor).data, noise, hole: window.cellHole });
  }
}

/**
 * The state at the plan's first level: pure noise of the sampler's start scale at strength 1, else the prefilled latents
 * noised to that level.
 */
export function startingLatent(
  encoded: EncodedWindow,
  first: Move,
  noise: Float32Array<ArrayBuffer>,
  strength: number,
  startScale: number,
): Float32Array<ArrayBuffer> {
  if (strength === 1 || !encoded.prefilled) return noise.map((value) => startScale * value);
  const start = noise.slice();
  addNoise(start, first.from, encoded.prefilled.data, noise);
  return start;
}
