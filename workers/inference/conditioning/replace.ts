import type { Conditioning } from './conditioning.ts';
import { type KnownRegion, NO_CHANNELS, putKnown, putKnownClean } from './known-region.ts';

/**
 * Replacement conditioning for a plain UNet (Song et al. 2021, arXiv:2011.13456, appendix I.2; the order of diffusers'
 * inpainting pipeline): after each step the known cells are the known latents noised, with the one initial noise, to
 * the level the state is at now. After the last step they are clean.
 *
 * @param noise the initial noise, [channels, h, w]
 */
export function replaceKnown(of: KnownRegion & { readonly noise: Float32Array }): Conditioning {
  return {
    extraChannels: NO_CHANNELS,
    constrain({ to, last }, sample) {
      if (last) putKnownClean(sample, of);
      else putKnown(sample, of, to.alpha, to.sigma, of.noise);
    },
  };
}
