import type { DiffusionPack, SchedulerConfig } from '../models/pack.ts';
import { levelAt, signalShares } from '../numerics/noise-schedule.ts';
import type { FloatTensor } from '../runtime/types.ts';

/** Knobs of the exact model below. */
export interface GaussianOptions {
  /** UNet input channels, 9 or 4. */
  readonly channels?: 9 | 4;
  /** Added to every decoded value: a decoder with a colour cast. */
  readonly cast?: number;
  /** Every decoded value is this one: a broken model. */
  readonly decodesTo?: number;
  /** A network that is told the guidance. */
  readonly takesGuidance?: boolean;
}

/** A pack that also remembers what it was asked. */
export interface GaussianPack extends DiffusionPack {
  readonly encoded: FloatTensor[];
  readonly samples: FloatTensor[];
  readonly prompts: (readonly string[])[];
  readonly guidances: (number | undefined)[];
}

const SCHEDULER: SchedulerConfig = {
  numTrainTimesteps: 1000,
  betaStart: 0.00085,
  betaEnd: 0.012,
  betaSchedule: 'scaled_linear',
  predictionType: 'v_prediction',
  timestepSpacing: 'leading',
  stepsOffset: 1,
  setAlphaToOne: false,
  clipSample: false,
};

/** Spread of the latents that the model believes in: independent normal numbers around 0. */
const SPREAD = 0.3;

/**
 * A model whose mathematics is exact: latents are the 8 x 8 means of red, green, blue and grey, and the network is the
 * best possible denoiser of independent normal numbers, `E[clean | x] = alpha s^2 x / (alpha^2 s^2 + sigma^2)`. It
 * counts one millisecond for every run of a graph.
 */
export function gaussianPack(options: GaussianOptions = {}): GaussianPack {
  const shares = signalShares(SCHEDULER);
  const encoded: FloatTensor[] = [];
  const samples: FloatTensor[] = [];
  const prompts: (readonly string[])[] = [];
  const guidances: (number | undefined)[] = [];
  const channels = options.channels ?? 9;
  let runs = 0;
  return {
    encoded,
    samples,
    prompts,
    guidances,
    takesGuidance: options.takesGuidance === true,
    manifest: {
      schema: 1,
      id: 'gaussian',
      name: 'Gaussian',
      description: 'Exact mathematics for tests.',
      license: 'Apache-2.0',
      nativeSize: 64,
      vaeScaleFactor: 8,
      latentChannels: 4,
      defaults: { steps: 4, guidance: 1, strength: 1 },
      intents: {},
      words: [],
      latentToRgb: {
        matrix: [
          [0.5, 0, 0],
          [0, 0.5, 0],
          [0, 0, 0.5],
          [0, 0, 0],
        ],
        bias: [0.5, 0.5, 0.5],
      },
      files: [],
    },
    scheduler: SCHEDULER,
    unetChannels: channels,
    scalingFactor: 1,
    get sessionRunMs() {
      return runs;
    },
    async encodeText(given) {
      runs++;
      prompts.push(given);
      return { data: new Float32Array(given.length), dims: [given.length, 1, 1] };
    },
    async encodeImage(image) {
      runs++;
      encoded.push(copy(image));
      return encode(image);
    },
    async decodeLatent(latent) {
      runs++;
      const decoded = decode(latent);
      const { decodesTo, cast } = options;
      if (decodesTo !== undefined) decoded.data.fill(decodesTo);
      if (cast !== undefined)
        for (let i = 0; i < decoded.data.length; i++) decoded.data[i] = (decoded.data[i] as number) + cast;
      return decoded;
    },
    async predict(sample, timestep, _hidden, guidance) {
      runs++;
      guidances.push(guidance);
      samples.push(copy(sample));
      const { alpha, sigma } = levelAt(shares, timestep);
      const gain = (alpha * SPREAD ** 2) / (alpha ** 2 * SPREAD ** 2 + sigma ** 2);
      const [batch = 1, , height = 1, width = 1] = sample.dims;
      const each = 4 * height * width;
      const data = new Float32Array(batch * each);
      for (let i = 0; i < data.length; i++) {
        const x = sample.data[Math.floor(i / each) * channels * height * width + (i % each)] as number;
        data[i] = (alpha * x - gain * x) / sigma;
      }
      return { data, dims: [batch, 4, height, width] };
    },
  };
}

function copy(tensor: FloatTensor): FloatTensor {
  return { data: tensor.data.slice(), dims: [...tensor.dims] };
}

function encode({ data, dims }: FloatTensor): FloatTensor {
  const [, , height = 8, width = 8] = dims;
  const cells = (width / 8) * (height / 8);
  const out = new Float32Array(4 * cells);
  for (let i = 0; i < data.length; i++) {
    const c = Math.floor(i / (width * height));
    const y = Math.floor((i % (width * height)) / width);
    const cell = Math.floor(y / 8) * (width / 8) + Math.floor((i % width) / 8);
    const share = (data[i] as number) / 64;
    out[c * cells + cell] = (out[c * cells + cell] as number) + share;
    out[3 * cells + cell] = (out[3 * cells + cell] as number) + share / 3;
  }
  return { data: out, dims: [1, 4, height / 8, width / 8] };
}

function decode({ data, dims }: FloatTensor): FloatTensor {
  const [, , rows = 1, columns = 1] = dims;
  const width = columns * 8;
  const height = rows * 8;
  const out = new Float32Array(3 * width * height);
  for (let i = 0; i < out.length; i++) {
    const c = Math.floor(i / (width * height));
    const y = Math.floor((i % (width * height)) / width);
    out[i] = data[c * rows * columns + Math.floor(y / 8) * columns + Math.floor((i % width) / 8)] as number;
  }
  return { data: out, dims: [1, 3, height, width] };
}
