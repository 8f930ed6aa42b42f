import type { ChannelRange } from '../numerics/channel-range.ts';
import type { Level } from '../numerics/noise-schedule.ts';
import type { NormalSource } from '../numerics/rng.ts';
import type { Move } from '../numerics/time-plan.ts';

/** How known pixels constrain the sample. All hooks change the state in place. */
export interface Conditioning {
  /** Channels that follow the noisy latent in the UNet's input, [extra, h, w] flat; empty for a plain UNet. */
  readonly extraChannels: Float32Array;
  /**
   * What clean estimates are held to. Over many walks a model's errors of a kind add up, to colours that no picture has;
   * RePaint's own program clips to the range of pixels for it.
   */
  readonly range?: ChannelRange | null;
  /**
   * True where fresh noise comes into the state between moves: then a solver's memory is of another state, and each move
   * begins without one.
   */
  readonly stirs?: boolean;
  /** Before a move: `sample` is at `move.from`, where the model will be asked. */
  enter?(move: Move, sample: Float32Array, noise: NormalSource): void;
  /** Steps of its own at each level, before the move; each asks the model once. */
  readonly inner?: InnerSteps;
  /** After a move: `sample` is at `move.to`. */
  constrain(move: Move, sample: Float32Array): void;
}

/** Steps that stay at one noise level. */
export interface InnerSteps {
  readonly count: number;
  /** @param clean the model's estimate of the clean latent for `sample` */
  step(level: Level, sample: Float32Array, clean: Float32Array, noise: NormalSource): void;
}
