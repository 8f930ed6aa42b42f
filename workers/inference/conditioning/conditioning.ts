import type { Move } from '../numerics/time-plan.ts';

/** How known pixels constrain the sample. */
export interface Conditioning {
  /** Channels that follow the noisy latent in the UNet's input, [extra, h, w] flat; empty for a plain UNet. */
  readonly extraChannels: Float32Array;
  /** Changes the state in place after a step; `sample` is at `move.to`. */
  constrain(move: Move, sample: Float32Array): void;
}
