import type { Move } from '../numerics/time-plan.ts';
import type { Conditioning } from './conditioning.ts';
import { NO_CHANNELS } from './known-region.ts';

/**
 * Graded masks for a plain UNet (Levin and Fried 2023, "Differential Diffusion", arXiv:2306.00950, algorithm 1): a cell
 * to be changed by the share c is held to the known latents, noised with the one initial noise, until the last c of the
 * moves. Cells with c = 1 are free from the start, cells with c = 0 never, and clean at the end.
 *
 * @param known scaled latents of the picture, [channels, h, w]
 * @param change share of change of each latent cell, 0 to 1; [h, w]
 * @param noise the initial noise, [channels, h, w]
 * @param moves the walk, from noisy to clean, without jumps
 */
export function soft(of: {
  readonly known: Float32Array;
  readonly change: Float32Array;
  readonly noise: Float32Array;
  readonly moves: readonly Move[];
}): Conditioning {
  const { known, change, noise, moves } = of;
  const cells = change.length;
  const begun = new Map(moves.map((move, i) => [move, i / moves.length]));
  return {
    extraChannels: NO_CHANNELS,
    enter(move, sample) {
      const { alpha, sigma } = move.from;
      const held = 1 - (begun.get(move) ?? 0);
      for (let plane = 0; plane < sample.length; plane += cells) {
        for (let cell = 0, i = plane; cell < cells; cell++, i++) {
          const share = change[cell] as number;
          if (share < held && share < 1) {
            sample[i] = alpha * (known[i] as number) + sigma * (noise[i] as number);
          }
        }
      }
    },
    constrain({ last }, sample) {
      if (!last) return;
      for (let i = 0; i < sample.length; i++) if (change[i % cells] === 0) sample[i] = known[i] as number;
    },
  };
}
