import type { ConditioningId, FillJob } from '../../shared/job.ts';
import { INNER_STEPS, JUMP_LENGTH, RESAMPLING, STEP_SIZE } from '../../shared/model-calls.ts';
import type { Conditioning } from '../conditioning/conditioning.ts';
import { finetuned, interiorConstant } from '../conditioning/finetuned.ts';
import { langevin } from '../conditioning/langevin.ts';
import { repaint } from '../conditioning/repaint.ts';
import { replaceKnown } from '../conditioning/replace.ts';
import { soft } from '../conditioning/soft.ts';
import type { DiffusionPack } from '../models/pack.ts';
import { knownRange } from '../numerics/channel-range.ts';
import { addNoise } from '../numerics/predict.ts';
import type { NormalSource } from '../numerics/rng.ts';
import type { Move } from '../numerics/time-plan.ts';
import { repaintWalk, type Walk } from '../numerics/walk.ts';
import type { FloatTensor } from '../runtime/types.ts';
import { canvasTensor, type PreparedWindow } from './prepare.ts';

/** What the VAE encoder saw, kept for all candidates of a job. */
export interface EncodedWindow {
  readonly method: ConditioningId;
  /** Latents of the prefilled window; null where nothing needs them. */
  readonly prefilled: FloatTensor | null;
  /** Latents of the window with a grey hole; null unless the method is `finetuned`. */
  readonly masked: Float32Array | null;
}

/** Whether anybody looks at what the start puts into the hole: not a network that is shown the hole as grey, from pure noise. */
export function needsStart(method: ConditioningId, job: Pick<FillJob, 'strength'>): boolean {
  return method !== 'finetuned' || job.strength < 1;
}

/** Encodes what the method and the strength need, and nothing else. */
export async function encodeWindow(
  pack: DiffusionPack,
  window: PreparedWindow,
  job: FillJob,
  method: ConditioningId,
): Promise<EncodedWindow> {
  const prefilled = needsStart(method, job) ? await pack.encodeImage(canvasTensor(window, false)) : null;
  if (method !== 'finetuned') return { method, prefilled, masked: null };
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
  job: FillJob,
  moves: readonly Move[],
  noise: Float32Array,
): Conditioning {
  const hole = window.cellHole;
  if (encoded.method === 'finetuned') return finetuned(hole, encoded.masked as Float32Array);
  const known = (encoded.prefilled as FloatTensor).data;
  switch (encoded.method) {
    case 'replace':
      return replaceKnown({ known, noise, hole });
    case 'repaint':
      return { ...repaint({ known, hole }), range: knownRange(known, hole) };
    case 'soft':
      return soft({ known, noise, change: window.cellChange as Float32Array, moves });
    case 'langevin': {
      const { innerSteps: steps = INNER_STEPS, stepSize = STEP_SIZE } = job;
      return { ...langevin({ known, hole, steps, stepSize }), range: knownRange(known, hole) };
    }
  }
}

/** What is walked: RePaint goes back and forth, all else straight to the clean end. */
export function walkOf(method: ConditioningId, moves: readonly Move[], job: FillJob): Walk {
  if (method !== 'repaint') return moves;
  return repaintWalk(moves, job.jumpLength ?? JUMP_LENGTH, job.resampling ?? RESAMPLING);
}

/**
 * The state at the plan's first level: pure noise of the sampler's start scale at strength 1, else the start's latents
 * noised to that level.
 *
 * @param source where the `noise` start draws its content from, after the noise itself
 */
export function startingLatent(of: {
  readonly encoded: EncodedWindow;
  readonly hole: Uint8Array;
  readonly job: Pick<FillJob, 'start' | 'strength'>;
  readonly first: Move;
  readonly startScale: number;
  readonly noise: Float32Array<ArrayBuffer>;
  readonly source: NormalSource;
}): Float32Array<ArrayBuffer> {
  const { job, noise, hole } = of;
  const prefilled = of.encoded.prefilled?.data;
  if (job.strength === 1 || !prefilled) return noise.map((value) => of.startScale * value);
  const content = noise.slice();
  if (job.start === 'noise') of.source.fill(content);
  if (job.start === 'nothing') content.fill(0);
  const ofLatents = job.start === 'noise' || job.start === 'nothing';
  for (let i = 0; i < content.length; i++) {
    if (!ofLatents || !hole[i % hole.length]) content[i] = prefilled[i] as number;
  }
  addNoise(content, of.first.from, content, noise);
  return content;
}
