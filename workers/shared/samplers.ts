/** What page and engine have to know of a sampler. */
export interface SamplerFacts {
  readonly name: string;
  /** The name that other tools keep in picture files. */
  readonly elsewhere: string;
  /** True where levels may be spaced after Karras et al. 2022. */
  readonly karras: boolean;
  /** True where a share of fresh noise may be chosen. */
  readonly eta: boolean;
  /** True where timesteps may be spread in one way or another; false where the model allows one list alone. */
  readonly spacing: boolean;
}

/** Algorithms that walk from noise to a picture, in the order in which they are offered. */
export const SAMPLER_FACTS = {
  ddim: { name: 'DDIM', elsewhere: 'DDIM', karras: false, eta: true, spacing: true },
  euler: { name: 'Euler', elsewhere: 'Euler', karras: true, eta: false, spacing: true },
  'euler-ancestral': {
    ...{ name: 'Euler ancestral', elsewhere: 'Euler a' },
    ...{ karras: false, eta: false, spacing: true },
  },
  'dpmpp-2m': {
    ...{ name: 'DPM-Solver++ 2M', elsewhere: 'DPM++ 2M' },
    ...{ karras: true, eta: false, spacing: true },
  },
  'dpmpp-2m-sde': {
    ...{ name: 'DPM-Solver++ 2M SDE', elsewhere: 'DPM++ 2M SDE' },
    ...{ karras: true, eta: false, spacing: true },
  },
  ddpm: { name: 'DDPM', elsewhere: 'ddpm', karras: false, eta: false, spacing: true },
  lcm: { name: 'LCM', elsewhere: 'LCM', karras: false, eta: false, spacing: false },
} as const satisfies Readonly<Record<string, SamplerFacts>>;

export type NamedSampler = keyof typeof SAMPLER_FACTS;

/** `auto` is the one that a pack's own config names. */
export type SamplerId = 'auto' | NamedSampler;

export const NAMED_SAMPLERS = Object.keys(SAMPLER_FACTS) as readonly NamedSampler[];
