import type { NamedSampler } from '../../shared/samplers.ts';
import { ddimSampler } from './ddim.ts';
import { ddpmSampler } from './ddpm.ts';
import { dpmpp2mSampler } from './dpmpp-2m.ts';
import { dpmpp2mSdeSampler } from './dpmpp-2m-sde.ts';
import { eulerSampler } from './euler.ts';
import { eulerAncestralSampler } from './euler-ancestral.ts';
import { lcmSampler } from './lcm.ts';
import type { Sampler } from './scheduler.ts';

/** Every sampler there is. */
export const SAMPLERS: Readonly<Record<NamedSampler, Sampler>> = {
  ddim: ddimSampler,
  ddpm: ddpmSampler,
  euler: eulerSampler,
  'euler-ancestral': eulerAncestralSampler,
  'dpmpp-2m': dpmpp2mSampler,
  'dpmpp-2m-sde': dpmpp2mSdeSampler,
  lcm: lcmSampler,
};
