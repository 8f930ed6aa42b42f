/** Dynamic thresholding (Saharia et al. 2022, arXiv:2205.11487, section 2.3). */
export interface Threshold {
  /** Quantile of the absolute values that becomes 1. */
  readonly quantile: number;
  /** The largest value that may become 1. */
  readonly most: number;
}

/** Keeps a clean estimate in the range of pictures, in place. */
export type Limit = (clean: Float32Array) => void;

/** Clamps to -range..range. */
export function clipTo(range: number): Limit {
  return (clean) => {
    for (let i = 0; i < clean.length; i++) clean[i] = Math.min(range, Math.max(-range, clean[i] as number));
  };
}

/** Clamps to the quantile of the absolute values, between 1 and `most`, and divides by it. */
export function thresholdBy({ quantile, most }: Threshold): Limit {
  let sizes = new Float32Array(0);
  return (clean) => {
    if (sizes.length !== clean.length) sizes = new Float32Array(clean.length);
    for (let i = 0; i < clean.length; i++) sizes[i] = Math.abs(clean[i] as number);
    sizes.sort();
    const at = quantile * (sizes.length - 1);
    const low = sizes[Math.floor(at)] as number;
    const high = sizes[Math.ceil(at)] as number;
    const size = Math.max(1, Math.min(most, low + (high - low) * (at - Math.floor(at))));
    for (let i = 0; i < clean.length; i++) {
      clean[i] = Math.min(size, Math.max(-size, clean[i] as number)) / size;
    }
  };
}

/** The limit a config asks for: thresholding before clipping, or none. */
export function limitOf(options: {
  readonly clipSample: boolean;
  readonly clipRange?: number;
  readonly threshold?: Threshold;
}): Limit | null {
  if (options.threshold) return thresholdBy(options.threshold);
  return options.clipSample ? clipTo(options.clipRange ?? 1) : null;
}
