/** A tensor as torch wrote it. */
export interface GoldenTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** `goldens.json` of the nano pack: inputs and torch's outputs. */
export interface Goldens {
  readonly text: { readonly prompts: readonly string[]; readonly lastHiddenState: GoldenTensor };
  readonly unet: readonly {
    readonly sample: GoldenTensor;
    readonly timestep: number;
    readonly outSample: GoldenTensor;
  }[];
  readonly unet4: {
    readonly sample: GoldenTensor;
    readonly timestep: number;
    readonly textRow: number;
    readonly outSample: GoldenTensor;
  };
  readonly vaeEncoder: { readonly latentParameters: GoldenTensor };
  readonly vaeDecoder: { readonly latentSample: GoldenTensor; readonly sample: GoldenTensor };
}

/** Largest difference, relative to the largest magnitude of the expected values. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs((actual[i] as number) - (expected[i] as number));
    if (!(error <= largest)) largest = Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
    scale = Math.max(scale, Math.abs(expected[i] as number));
  }
  return largest / scale;
}
