import { LacunaError } from '../../shared/errors.ts';
import type { Conditioning } from '../conditioning/conditioning.ts';
import type { DiffusionPack } from '../models/pack.ts';
import { holdInRange } from '../numerics/channel-range.ts';
import { guide } from '../numerics/guidance.ts';
import type { Level } from '../numerics/noise-schedule.ts';
import { predictionWeights, weightedSum } from '../numerics/predict.ts';
import type { NormalSource } from '../numerics/rng.ts';
import { isJump, noiseAgain, type Walk } from '../numerics/walk.ts';
import type { FloatTensor } from '../runtime/types.ts';
import type { Estimate, Scheduler } from '../schedulers/scheduler.ts';

/** Everything one walk through the noise levels needs. */
export interface DenoiseInput {
  readonly pack: Pick<DiffusionPack, 'predict' | 'scheduler' | 'unetChannels'>;
  readonly plan: Walk;
  readonly scheduler: Scheduler;
  readonly conditioning: Conditioning;
  /** Text states [2, tokens, width], unconditional first, or [1, tokens, width] for none to work out. */
  readonly hidden: FloatTensor;
  /** Guidance scale: of the difference between two text states, or told to a network that takes it. */
  readonly guidance: number;
  /** How far guidance gives back the spread it adds, 0 to 1; 0 unless said. */
  readonly guidanceRescale?: number;
  /** The start, [1, channels, h, w] at the plan's first level; overwritten with the result. */
  readonly latent: FloatTensor;
  /** Source of the noise that some samplers draw at each step. */
  readonly noise: NormalSource;
}

export interface DenoiseHooks {
  /** After each model call; `clean` is the estimate of the clean latent where a preview is due (valid during the call). */
  onStep(call: number, clean: Float32Array | null): void;
  cancelled(): boolean;
  /** Asked after each move but the last: whether a preview of the clean estimate is wanted now. Never, unless given. */
  previewDue?(): boolean;
  /** Lets messages in between steps. */
  yield?(): Promise<void>;
}

/**
 * Walks the plan. A reverse move: enter (the known region, at the model's own level), inner steps where the conditioning
 * has some, predict, guide, step, constrain, report, check for abort. A jump: noise again. All buffers are made once.
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
  const fresh = new Float32Array(sample.length);
  // Each step keeps the estimate before it, so two buffers take turns.
  const estimates = [new Float32Array(sample.length), new Float32Array(sample.length)] as const;
  const { inner, range } = conditioning;
  let previous: Estimate | null = null;
  let moves = 0;
  let calls = 0;

  const weightsAt = (level: Level) => predictionWeights(pack.scheduler.predictionType, level);

  const ask = async (level: Level): Promise<Float32Array> => {
    stopIfCancelled(hooks);
    for (let b = 0; b < batch; b++) network.data.set(sample, b * each);
    const raw = (await pack.predict(network, level.t, hidden, input.guidance)).data;
    const output = batch === 2 ? guide(raw, input.guidance, input.guidanceRescale) : raw;
    if (range) holdInRange(output, sample, weightsAt(level), range);
    return output;
  };
  const report = async (clean: Float32Array | null) => {
    hooks.onStep(++calls, clean);
    await hooks.yield?.();
  };

  for (const leg of plan) {
    if (isJump(leg)) {
      input.noise.fill(fresh);
      noiseAgain(sample, leg, fresh);
      continue;
    }
    conditioning.enter?.(leg, sample, input.noise);
    // Never the buffer that holds the solver's memory.
    const clean = estimates[moves++ % 2 === 0 ? 0 : 1];
    for (let k = 0; inner && k < inner.count; k++) {
      const output = await ask(leg.from);
      const w = weightsAt(leg.from);
      weightedSum(clean, w.cleanFromSample, sample, w.cleanFromOutput, output);
      inner.step(leg.from, sample, clean, input.noise);
      await report(null);
    }
    const output = await ask(leg.from);
    const noise = scheduler.drawsNoise ? fresh : null;
    if (noise) input.noise.fill(noise);
    const estimate = scheduler.step({ move: leg, sample, output, noise, previous, clean });
    if (!conditioning.stirs) previous = estimate;
    conditioning.constrain(leg, sample);
    await report(!leg.last && hooks.previewDue?.() ? clean : null);
  }
  stopIfCancelled(hooks);
}

/** @throws LacunaError `job-cancelled` once the job was cancelled */
export function stopIfCancelled(hooks: { cancelled(): boolean }): void {
  if (hooks.cancelled()) throw new LacunaError('job-cancelled', 'the job was cancelled');
}
