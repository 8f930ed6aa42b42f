/** What decides a training schedule; as in `scheduler_config.json`. */
export interface ScheduleConfig {
  readonly numTrainTimesteps: number;
  readonly betaStart: number;
  readonly betaEnd: number;
  readonly betaSchedule: 'scaled_linear' | 'linear';
}

/**
 * A noise level of the variance-preserving process: `x = alpha * clean + sigma * noise`, `alpha^2 + sigma^2 = 1`.
 * `t` is the training timestep the model is told; the clean end has `t` -1.
 */
export interface Level {
  readonly t: number;
  readonly alpha: number;
  readonly sigma: number;
}

/**
 * Cumulative signal shares abar[t] = prod(1 - beta) (Ho et al. 2020, arXiv:2006.11239, eq. 4). `scaled_linear` squares
 * a line between the square roots of the betas, as Stable Diffusion does.
 */
export function signalShares(config: ScheduleConfig): Float64Array {
  const { numTrainTimesteps: count, betaStart, betaEnd, betaSchedule } = config;
  const scaled = betaSchedule === 'scaled_linear';
  const from = scaled ? Math.sqrt(betaStart) : betaStart;
  const to = scaled ? Math.sqrt(betaEnd) : betaEnd;
  const shares = new Float64Array(count);
  let product = 1;
  for (let t = 0; t < count; t++) {
    const along = count > 1 ? from + ((to - from) * t) / (count - 1) : from;
    product *= 1 - (scaled ? along * along : along);
    shares[t] = product;
  }
  return shares;
}

/** The level of training timestep `t`, which has to lie in the table. */
export function levelAt(shares: Float64Array, t: number): Level {
  const share = shares[t];
  if (share === undefined) throw new RangeError(`timestep ${t} is not one of ${shares.length}`);
  return { t, alpha: Math.sqrt(share), sigma: Math.sqrt(1 - share) };
}
