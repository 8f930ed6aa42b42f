/** What every method for a plain UNet knows of the picture. */
export interface KnownRegion {
  /** Scaled latents of the picture with its hole pre-filled, [channels, h, w]. */
  readonly known: Float32Array;
  /** 1 a latent cell to fill, 0 to keep; [h, w]. */
  readonly hole: Uint8Array;
}

/** Puts the known cells of every channel into `sample`, noised: `signal * known + noisy * noise`. */
export function putKnown(
  sample: Float32Array,
  { known, hole }: KnownRegion,
  signal: number,
  noisy: number,
  noise: Float32Array,
): void {
  const cells = hole.length;
  for (let i = 0; i < sample.length; i++) {
    if (hole[i % cells] === 0) sample[i] = signal * (known[i] as number) + noisy * (noise[i] as number);
  }
}

/** Puts the known cells of every channel into `sample` as they are: the end of every walk. */
export function putKnownClean(sample: Float32Array, { known, hole }: KnownRegion): void {
  const cells = hole.length;
  for (let i = 0; i < sample.length; i++) if (hole[i % cells] === 0) sample[i] = known[i] as number;
}

/** A plain UNet has no channels beside the noisy latent. */
export const NO_CHANNELS = new Float32Array(0);
