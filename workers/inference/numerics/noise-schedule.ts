/** What decides a training schedule; as in `scheduler_config.json`. */
export interface ScheduleConfig {
  readonly numTrainTimesteps: number;
  readonly betaStart: number;
  readonly betaEnd: number;
  readonly betaSchedule: 'scaled_linear' | 'linear' | 'squaredcos_cap_v2';
  /** Betas written out, one a training timestep; they stand above the three numbers before. */
  readonly trainedBetas?: readonly number[];
  /** True: the schedule is stretched until nothing of the picture is left at the last timestep. */
  readonly rescaleZeroSnr?: boolean;
}

/**
 * A noise level of the variance-preserving process: `x = alpha * clean + sigma * noise`, `alpha^2 + sigma^2 = 1`.
 * `t` is the training timestep the model is told, which may lie between two; the clean end has `t` -1.
 *
 * Samplers that count in noise over signal (Karras et al. 2022, arXiv:2206.00364) keep a state of `x / alpha` at level
 * `sigma / alpha` and divide it by `sqrt(1 + (sigma / alpha)^2) = 1 / alpha` before they ask the network: that is `x`
 * again. So there is one kind of state, and what the network sees is the state.
 */
export interface Level {
  readonly t: number;
  readonly alpha: number;
  readonly sigma: number;
}

/** Noise free of the picture is where the signal share ends; a sampler that divides by alpha takes this share instead. */
const SMALLEST_SHARE = 2 ** -24;

/**
 * Cumulative signal shares abar[t] = prod(1 - beta) (Ho et al. 2020, arXiv:2006.11239, eq. 4).
 *
 * @param floored true keeps the last share of a zero-SNR schedule at 2^-24, for samplers that divide by alpha
 */
export function signalShares(config: ScheduleConfig, floored = false): Float64Array {
  const shares = Float64Array.from(config.trainedBetas ?? betas(config));
  let product = 1;
  for (let t = 0; t < shares.length; t++) {
    product *= 1 - (shares[t] as number);
    shares[t] = product;
  }
  if (!config.rescaleZeroSnr) return shares;
  stretchToZero(shares);
  const last = shares.length - 1;
  if (floored) shares[last] = Math.max(SMALLEST_SHARE, shares[last] as number);
  return shares;
}

/**
 * `linear`: Ho et al. 2020, section 4. `scaled_linear`: a line between the square roots, squared (Stable Diffusion).
 * `squaredcos_cap_v2`: Nichol and Dhariwal 2021 (arXiv:2102.09672), eq. 17, each beta at most 0.999.
 */
function betas(config: ScheduleConfig): Float64Array {
  const { numTrainTimesteps: count, betaStart, betaEnd, betaSchedule } = config;
  const line = (from: number, to: number) => (t: number) =>
    count > 1 ? from + ((to - from) * t) / (count - 1) : from;
  const make = {
    linear: line(betaStart, betaEnd),
    scaled_linear: (t: number) => line(Math.sqrt(betaStart), Math.sqrt(betaEnd))(t) ** 2,
    squaredcos_cap_v2: (t: number) =>
      Math.min(0.999, 1 - cosineShare((t + 1) / count) / cosineShare(t / count)),
  }[betaSchedule];
  return Float64Array.from({ length: count }, (_, t) => make(t));
}

function cosineShare(along: number): number {
  return Math.cos(((along + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
}

/** Zero terminal SNR (Lin et al. 2023, arXiv:2305.08891, algorithm 1): the first level stays, the last loses all signal. */
function stretchToZero(shares: Float64Array): void {
  const first = Math.sqrt(shares[0] as number);
  const last = Math.sqrt(shares[shares.length - 1] as number);
  const scale = first / (first - last);
  for (let t = 0; t < shares.length; t++) shares[t] = ((Math.sqrt(shares[t] as number) - last) * scale) ** 2;
}

/** The level of training timestep `t`, which has to lie in the table. */
export function levelAt(shares: Float64Array, t: number): Level {
  const share = shares[t];
  if (share === undefined) throw new RangeError(`timestep ${t} is not one of ${shares.length}`);
  return { t, alpha: Math.sqrt(share), sigma: Math.sqrt(1 - share) };
}

/** The level at which noise over signal, `sigma / alpha`, is `ratio`. */
export function levelOfRatio(t: number, ratio: number): Level {
  const alpha = 1 / Math.sqrt(1 + ratio * ratio);
  return { t, alpha, sigma: ratio * alpha };
}

/** Where every walk ends: nothing but the picture. */
export const CLEAN: Level = { t: -1, alpha: 1, sigma: 0 };
