import type { PackManifest } from '../../shared/catalog.ts';
import type { NamedSampler } from '../../shared/samplers.ts';
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

/** A model of one graph: picture and mask in, picture out. */
export interface EraserPack {
  readonly kind: 'eraser';
  readonly manifest: PackManifest;
  readonly sessionRunMs: number;
  /** The one side length that the graph takes, or null where it takes any multiple of 8. */
  readonly side: number | null;
  /**
   * @param image RGB in -1..1, [1,3,H,W], no larger than `side`
   * @param hole 1 = fill, [H, W]
   * @returns RGB in about -1..1, [1,3,H,W]
   */
  erase(image: FloatTensor, hole: Uint8Array): Promise<FloatTensor>;
}

/** A pack whose graphs are loaded: what the pipelines see of a model. All tensors are NCHW float32. */
export interface DiffusionPack {
  /** Absent, or `diffusion`. */
  readonly kind?: 'diffusion';
  readonly manifest: PackManifest;
  readonly scheduler: SchedulerConfig;
  /** 9: [noisy latent 4, mask 1, masked-image latent 4]; 4: plain. */
  readonly unetChannels: number;
  readonly scalingFactor: number;
  /**
   * True for a network that is told the guidance and answers guided (latent consistency models): it is asked about one
   * text in each call, whatever the guidance.
   */
  readonly takesGuidance?: boolean;
  /** Milliseconds spent inside `session.run` since the pack was loaded. */
  readonly sessionRunMs: number;
  /** Hidden states [prompts, tokens, width]; cached per prompt. */
  encodeText(prompts: readonly string[]): Promise<FloatTensor>;
  /** RGB in -1..1 [1,3,H,W] -> mode of the posterior times the scaling factor, [1,4,H/8,W/8]. */
  encodeImage(image: FloatTensor): Promise<FloatTensor>;
  /** Scaled latents [1,4,h,w] -> RGB in about -1..1 [1,3,8h,8w]. */
  decodeLatent(latent: FloatTensor): Promise<FloatTensor>;
  /**
   * The UNet's raw prediction for `sample` [batch, unetChannels, h, w] at `timestep`.
   *
   * @param guidance the scale that a network with `takesGuidance` is told; none unless said
   */
  predict(
    sample: FloatTensor,
    timestep: number,
    hidden: FloatTensor,
    guidance?: number,
  ): Promise<FloatTensor>;
}

/** What a loaded pack may be. */
export type AnyPack = DiffusionPack | EraserPack;
