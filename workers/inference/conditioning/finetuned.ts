import type { Conditioning } from './conditioning.ts';

/**
 * Conditioning of a UNet finetuned for inpainting (Rombach et al. 2022, arXiv:2112.10752, section 4.5): the mask and
 * the latents of the picture without its hole are further input channels, in the order
 * `[noisy latent, mask, masked-image latent]`. Nothing is imposed between steps.
 *
 * @param hole 1 a latent cell to fill, 0 to keep; [h, w]
 * @param maskedLatent scaled latents of the picture whose hole was set to mid grey before the encode; [channels, h, w]
 */
export function finetuned(hole: Uint8Array, maskedLatent: Float32Array): Conditioning {
  const extraChannels = new Float32Array(hole.length + maskedLatent.length);
  extraChannels.set(hole);
  extraChannels.set(maskedLatent, hole.length);
  return { extraChannels, constrain: () => {} };
}

/**
 * Masked-image latents for a mask over everything: the middle value of the encoded all-grey picture, a channel, over
 * the whole area. The encoder's padding would else leave a frame that a network never saw in such a place.
 *
 * @param greyLatent latents of the all-grey picture, [channels, height, width]
 */
export function interiorConstant(
  greyLatent: Float32Array,
  channels: number,
  width: number,
  height: number,
): Float32Array {
  const cells = width * height;
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
  const constant = new Float32Array(channels * cells);
  for (let c = 0; c < channels; c++) {
    constant.fill(greyLatent[c * cells + middle] as number, c * cells, (c + 1) * cells);
  }
  return constant;
}
