import type { Conditioning } from './conditioning.ts';
import { type KnownRegion, NO_CHANNELS, putKnownClean } from './known-region.ts';

/** How much harder the known cells are pulled to the known latents than the model alone would pull them. */
const PULL = 5;

/**
 * Langevin inner steps for a plain UNet (Zheng et al. 2025, arXiv:2502.03491, section 4): at every noise level a few
 * steps of `dx = drift dt + sqrt(2) dw` before the sampler's own, so that hole and known cells come to agree where
 * replacement merely puts them side by side.
 *
 * The drift of a hole cell is the model's score, `(alpha clean - x) / sigma^2`. That of a known cell goes to the known
 * latents y and, reflected, away from the model's estimate: `(alpha ((1 + L) y - L clean) - x) / sigma^2`, with L = 5: the
 * model's error at the known cells is what tells the hole. Within a step `clean` is held, and
 * the remaining Ornstein-Uhlenbeck process `dx = A (target - x) dt + sqrt(2) dw` is solved exactly, so that no step size
 * can diverge.
 *
 * @param steps inner steps a level
 * @param stepSize length of a step in units of sigma^2, above 0
 */
export function langevin(
  of: KnownRegion & { readonly steps: number; readonly stepSize: number },
): Conditioning {
  const { known, hole, steps, stepSize } = of;
  const cells = hole.length;
  const fresh = new Float32Array(known.length);
  const free = ornsteinUhlenbeck(1, stepSize);
  const tight = ornsteinUhlenbeck(1 + PULL, stepSize);
  return {
    extraChannels: NO_CHANNELS,
    stirs: true,
    inner: {
      count: steps,
      step({ alpha, sigma }, sample, clean, noise) {
        noise.fill(fresh);
        for (let i = 0; i < sample.length; i++) {
          const x = sample[i] as number;
          const estimate = clean[i] as number;
          if (hole[i % cells] === 0) {
            const pulled = (1 + PULL) * (known[i] as number) - PULL * estimate;
            const target = (alpha * pulled + PULL * x) / (1 + PULL);
            sample[i] = target + tight.kept * (x - target) + tight.added * sigma * (fresh[i] as number);
          } else {
            const target = alpha * estimate;
            sample[i] = target + free.kept * (x - target) + free.added * sigma * (fresh[i] as number);
          }
        }
      },
    },
    constrain({ last }, sample) {
      if (last) putKnownClean(sample, of);
    },
  };
}

/**
 * The exact solution over a time `time` of the process with rate `rate`, both in units of sigma^2: the share of the
 * distance to the target that is kept, and the deviation of the noise that is added, in units of sigma.
 */
function ornsteinUhlenbeck(rate: number, time: number): { readonly kept: number; readonly added: number } {
  const kept = Math.exp(-rate * time);
  return { kept, added: Math.sqrt((1 - kept * kept) / rate) };
}
