import type { PredictionWeights } from './predict.ts';

/** Lowest and highest value of each channel. */
export interface ChannelRange {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Least distance of both ends from the middle: scaled latents have a deviation of about 1. */
const LEAST = 1;

/**
 * The range of the known latents, channel by channel and at least 2 wide; null where none is known.
 *
 * @param known latents, [channels, h, w]
 * @param hole 1 a cell to leave out, 0 a known one; [h, w]
 */
export function knownRange(known: Float32Array, hole: Uint8Array): ChannelRange | null {
  if (!hole.includes(0)) return null;
  const channels = known.length / hole.length;
  const low = new Float64Array(channels).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(channels).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < known.length; i++) {
    if (hole[i % hole.length]) continue;
    const c = Math.floor(i / hole.length);
    low[c] = Math.min(low[c] as number, known[i] as number);
    high[c] = Math.max(high[c] as number, known[i] as number);
  }
  for (let c = 0; c < channels; c++) {
    const middle = ((high[c] as number) + (low[c] as number)) / 2;
    low[c] = Math.min(low[c] as number, middle - LEAST);
    high[c] = Math.max(high[c] as number, middle + LEAST);
  }
  return { low, high };
}

/** Changes the network's output, in place, so that the clean estimate that follows from it lies within the range. */
export function holdInRange(
  output: Float32Array,
  sample: Float32Array,
  { cleanFromSample, cleanFromOutput }: PredictionWeights,
  { low, high }: ChannelRange,
): void {
  const cells = output.length / low.length;
  for (let i = 0; i < output.length; i++) {
    const c = Math.floor(i / cells);
    const share = cleanFromSample * (sample[i] as number);
    const clean = share + cleanFromOutput * (output[i] as number);
    const held = Math.min(high[c] as number, Math.max(low[c] as number, clean));
    if (held !== clean) output[i] = (held - share) / cleanFromOutput;
  }
}
