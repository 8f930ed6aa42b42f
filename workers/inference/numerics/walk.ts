import { repaintVisits } from '../../shared/repaint-visits.ts';
import type { Level } from './noise-schedule.ts';
import type { Move } from './time-plan.ts';

/** A way back up: the state at `from` is noised again to the noisier `to`. */
export interface Jump {
  readonly jump: true;
  readonly from: Level;
  readonly to: Level;
}

/** What a denoising loop walks: reverse moves, and jumps back between them. Each leg begins where the last one ended. */
export type Walk = readonly (Move | Jump)[];

export function isJump(leg: Move | Jump): leg is Jump {
  return 'jump' in leg;
}

/**
 * RePaint's walk over a sampler's moves (Lugmayr et al. 2022, arXiv:2201.09865, algorithm 1 and section 4.3; the order
 * of `repaintVisits`). Consecutive single steps up become one jump, which has the same distribution. Ends clean.
 *
 * @param moves from noisy to clean, each beginning where the one before it ended
 */
export function repaintWalk(moves: readonly Move[], jumpLength: number, resampling: number): Walk {
  const visits = repaintVisits(moves.length, jumpLength, resampling);
  /** The move that leaves a level, counted from the clean end as `repaintVisits` counts. */
  const leaving = (level: number) => moves[moves.length - 1 - level] as Move;
  const walk: (Move | Jump)[] = [];
  for (let i = 0; i + 1 < visits.length; i++) {
    const level = visits[i] as number;
    let next = visits[i + 1] as number;
    if (next < level) {
      walk.push(leaving(level));
      continue;
    }
    while ((visits[i + 2] as number) > next) next = visits[++i + 1] as number;
    walk.push({ jump: true, from: leaving(level).from, to: leaving(next).from });
  }
  return walk;
}

/**
 * Noises a state again, in place, from one level to a noisier one, in closed form:
 * `x <- (alpha_b / alpha_a) x + sqrt(sigma_b^2 - (alpha_b / alpha_a)^2 sigma_a^2) z`. It has the distribution of the
 * single steps `sqrt(1 - beta) x + sqrt(beta) z` between them (Lugmayr et al. 2022, section 4.2), whose product it is.
 *
 * @param fresh standard normal numbers, as many as the state has
 */
export function noiseAgain(sample: Float32Array, { from, to }: Jump, fresh: Float32Array): void {
  const kept = to.alpha / from.alpha;
  const added = Math.sqrt(Math.max(0, to.sigma ** 2 - (kept * from.sigma) ** 2));
  for (let i = 0; i < sample.length; i++) {
    sample[i] = kept * (sample[i] as number) + added * (fresh[i] as number);
  }
}
