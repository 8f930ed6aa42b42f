import type { PackManifest } from '../../shared/catalog.ts';
import type { NamedSampler } from '../../shared/job.ts';
import type { PlanConfig } from '../numerics/level-grids.ts';
import type { FloatTensor } from '../runtime/types.ts';
import type { SchedulerOptions } from '../schedulers/scheduler.ts';

/** `scheduler/scheduler_config.json`, with diffusers' defaults filled in. */
export interface SchedulerConfig extends PlanConfig, SchedulerOptions {
  /** The pack's own sampler; `ddim` unless said. */
  readonly sampler?: NamedSampler;
  /** The scheduler class that the sampler stands in for, where it is not quite the same. */
  readonly standsInFor?: string;
}

/** A pack whose graphs are loaded: what the pipelines see of a model. All tensors are NCHW float32. */
export interface DiffusionPack {
  readonly manifest: PackManifest;
  readonly scheduler: SchedulerConfig;
  /** 9: [noisy latent 4, mask 1, masked-image latent 4]; 4: plain. */
  readonly unetChannels: number;
  readonly scalingFactor: number;
  /** Milliseconds spent inside `session.run` since the pack was loaded. */
  readonly sessionRunMs: number;
  /** Hidden states [prompts, tokens, width]; cached per prompt. */
  encodeText(prompts: readonly string[]): Promise<FloatTensor>;
  /** RGB in -1..1 [1,3,H,W] -> mode of the posterior times the scaling factor, [1,4,H/8,W/8]. */
  encodeImage(image: FloatTensor): Promise<FloatTensor>;
  /** Scaled latents [1,4,h,w] -> RGB in about -1..1 [1,3,8h,8w]. */
  decodeLatent(latent: FloatTensor): Promise<FloatTensor>;
  /** The UNet's raw prediction for `sample` [batch, unetChannels, h, w] at `timestep`. */
  predict(sample: FloatTensor, timestep: number, hidden: FloatTensor): Promise<FloatTensor>;
}
