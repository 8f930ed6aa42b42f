import { LacunaError } from '../../shared/errors.ts';
import type { Conditioning } from '../conditioning/conditioning.ts';
import type { DiffusionPack } from '../models/pack.ts';
import { guide } from '../numerics/guidance.ts';
import type { NormalSource } from '../numerics/rng.ts';
import type { Move } from '../numerics/time-plan.ts';
import type { FloatTensor } from '../runtime/types.ts';
import type { Estimate, Scheduler } from '../schedulers/scheduler.ts';

/** Everything one walk through the noise levels needs. */
export interface DenoiseInput {
  readonly pack: Pick<DiffusionPack, 'predict' | 'unetChannels'>;
  readonly plan: readonly Move[];
  readonly scheduler: Scheduler;
  readonly conditioning: Conditioning;
  /** Text states [2, tokens, width], unconditional first, or [1, tokens, width] for no guidance. */
  readonly hidden: FloatTensor;
  /** Guidance scale; used only with two text states. */
  readonly guidance: number;
  /** How far guidance gives back the spread it adds, 0 to 1; 0 unless said. */
  readonly guidanceRescale?: number;
  /** The start, [1, channels, h, w] at the plan's first level; overwritten with the result. */
  readonly latent: FloatTensor;
  /** Source of the noise that some samplers draw at each step. */
  readonly noise: NormalSource;
  /** A preview of the clean estimate is made after every so many steps. */
  readonly previewEvery: number;
}

export interface DenoiseHooks {
  /** After each step; `clean` is the estimate of the clean latent where a preview is due (valid during the call). */
  onStep(step: number, clean: Float32Array | null): void;
  cancelled(): boolean;
  /** Lets messages in between steps. */
  yield?(): Promise<void>;
}

/**
 * Walks the plan: predict, guide, step, constrain, report, check for abort. All buffers are made once.
 *
 * @throws LacunaError `job-cancelled` at the end of the step during which the job was cancelled
 */
export async function denoise(input: DenoiseInput, hooks: DenoiseHooks): Promise<void> {
  const { pack, plan, scheduler, conditioning, hidden, latent } = input;
  const sample = latent.data;
  const batch = hidden.dims[0] === 2 ? 2 : 1;
  const [, , height, width] = latent.dims;
  const network: FloatTensor = {
    data: new Float32Array(batch * (sample.length + conditioning.extraChannels.length)),
    dims: [batch, pack.unetChannels, height as number, width as number],
  };
  const each = network.data.length / batch;
  for (let b = 0; b < batch; b++) network.data.set(conditioning.extraChannels, b * each + sample.length);
  const fresh = scheduler.drawsNoise ? new Float32Array(sample.length) : null;
  // Each step keeps the estimate before it, so two buffers take turns.
  const estimates = [new Float32Array(sample.length), new Float32Array(sample.length)] as const;
  let previous: Estimate | null = null;

  for (const [index, move] of plan.entries()) {
    stopIfCancelled(hooks);
    for (let b = 0; b < batch; b++) network.data.set(sample, b * each);
    const raw = (await pack.predict(network, move.from.t, hidden)).data;
    const output = batch === 2 ? guide(raw, input.guidance, input.guidanceRescale) : raw;
    if (fresh) input.noise.fill(fresh);
    const clean = estimates[index % 2 === 0 ? 0 : 1];
    previous = scheduler.step({ move, sample, output, noise: fresh, previous, clean });
    conditioning.constrain(move, sample);
    const due = !move.last && (index + 1) % input.previewEvery === 0;
    hooks.onStep(index + 1, due ? clean : null);
    await hooks.yield?.();
  }
  stopIfCancelled(hooks);
}

/** @throws LacunaError `job-cancelled` once the job was cancelled */
export function stopIfCancelled(hooks: { cancelled(): boolean }): void {
  if (hooks.cancelled()) throw new LacunaError('job-cancelled', 'the job was cancelled');
}
