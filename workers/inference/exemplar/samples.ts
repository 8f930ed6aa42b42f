/** Samples of a patch that others are compared with, in one list: a loop over it is what the search consists of. */
export interface Samples {
  /** Where each lies from the patch's centre, as a difference of indices into the data. */
  readonly steps: Int32Array;
  readonly values: Float32Array;
}

/** The samples of channels `firstOf(step)` and above at those pixel steps from pixel `p`. */
export function samplesAt(
  { data, channels }: { readonly data: Float32Array; readonly channels: number },
  p: number,
  pixels: readonly number[],
  firstOf: (step: number) => number = () => 0,
): Samples {
  const steps: number[] = [];
  for (const step of pixels) for (let c = firstOf(step); c < channels; c++) steps.push(step * channels + c);
  return {
    steps: Int32Array.from(steps),
    values: Float32Array.from(steps, (step) => data[p * channels + step] as number),
  };
}

/**
 * The sum of squared differences to the samples around `base`, an index into the data, on top of `start`. Stops early,
 * with a value of at least `limit`, once that is reached. Four sums go side by side: one alone would wait for itself.
 */
export function differenceAt(
  data: Float32Array,
  { steps, values }: Samples,
  base: number,
  start: number,
  limit: number,
): number {
  const count = steps.length;
  let sum = start;
  let n = 0;
  for (; n + 4 <= count && sum < limit; n += 4) {
    const a = (values[n] as number) - (data[base + (steps[n] as number)] as number);
    const b = (values[n + 1] as number) - (data[base + (steps[n + 1] as number)] as number);
    const c = (values[n + 2] as number) - (data[base + (steps[n + 2] as number)] as number);
    const d = (values[n + 3] as number) - (data[base + (steps[n + 3] as number)] as number);
    sum += a * a + b * b + (c * c + d * d);
  }
  for (; n < count && sum < limit; n++) {
    const a = (values[n] as number) - (data[base + (steps[n] as number)] as number);
    sum += a * a;
  }
  return sum;
}
