import type { Conditioning } from './conditioning.ts';
import { type KnownRegion, NO_CHANNELS, putKnown, putKnownClean } from './known-region.ts';

/**
 * RePaint's conditioning for a plain UNet (Lugmayr et al. 2022, arXiv:2201.09865, section 4.1): before the model is
 * asked, the known cells are the known latents at the model's own level, with fresh noise each time; after the last
 * step they are clean. The jumps that let both regions agree are the walk's (`repaintWalk`).
 *
 * Algorithm 1 of the paper prints the variance in line 5 where the deviation belongs; this is
 * `x = m x + (1 - m) (alpha y + sigma z)`.
 */
export function repaint(of: KnownRegion): Conditioning {
  const fresh = new Float32Array(of.known.length);
  return {
    extraChannels: NO_CHANNELS,
    stirs: true,
    enter({ from }, sample, noise) {
      noise.fill(fresh);
      putKnown(sample, of, from.alpha, from.sigma, fresh);
    },
    constrain({ last }, sample) {
      if (last) putKnownClean(sample, of);
    },
  };
}
