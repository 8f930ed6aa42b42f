import type { MethodId, NamedSampler } from './job.ts';

/** Which settings have a meaning for a sampler. */
export interface SamplerSettings {
  /** Levels spaced after Karras et al. 2022. */
  readonly karras: boolean;
  /** A share of fresh noise that may be chosen. */
  readonly eta: boolean;
  /** Timesteps spread in one way or another; false where the model allows one list alone. */
  readonly spacing: boolean;
}

export const SAMPLER_SETTINGS: Readonly<Record<NamedSampler, SamplerSettings>> = {
  ddim: { karras: false, eta: true, spacing: true },
  ddpm: { karras: false, eta: false, spacing: true },
  euler: { karras: true, eta: false, spacing: true },
  'euler-ancestral': { karras: false, eta: false, spacing: true },
  'dpmpp-2m': { karras: true, eta: false, spacing: true },
  'dpmpp-2m-sde': { karras: true, eta: false, spacing: true },
  lcm: { karras: false, eta: false, spacing: false },
};

/** Share of fresh noise unless the job says: RePaint is ancestral, without it the two regions hardly come to agree. */
export function usualEta(method: MethodId): number {
  return method === 'repaint' ? 1 : 0;
}
