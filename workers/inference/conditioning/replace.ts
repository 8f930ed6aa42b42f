import type { Conditioning } from './conditioning.ts';

/**
 * Replacement conditioning for a plain UNet (Song et al. 2021, arXiv:2011.13456, appendix I.2; the order of diffusers'
 * inpainting pipeline): after each step the known cells are the known latents noised, with the one initial noise, to
 * the level the state is at now. After the last step they are clean.
 *
 * @param known scaled latents of the picture with its hole pre-filled, [channels, h, w]
 * @param noise the initial noise, [channels, h, w]
 * @param hole 1 a latent cell to fill, 0 to keep; [h, w]
 */
export function replaceKnown(of: {
  readonly known: Float32Array;
  readonly noise: Float32Array;
  readonly hole: Uint8Array;
}): Conditioning {
  const { known, noise, hole } = of;
  const cells = hole.length;
  return {
    extraChannels: new Float32Array(0),
    constrain({ to, last }, sample) {
      const signal = last ? 1 : to.alpha;
      const noisy = last ? 0 : to.sigma;
      for (let i = 0; i < sample.length; i++) {
        if (hole[i % cells] === 0) sample[i] = signal * (known[i] as number) + noisy * (noise[i] as number);
      }
    },
  };
}
