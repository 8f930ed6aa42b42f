import { LacunaError } from '../../shared/errors.ts';
import type { FloatTensor, GraphInput, GraphSession, TensorSpec } from '../runtime/types.ts';
import { atFixedSize } from './fixed-size.ts';
import type { EncodeText } from './load-text.ts';
import type { DiffusionPack } from './pack.ts';

const TOLD_WIDTH = 256;

/** The names that exports give the noisy latent and its time. */
const SAMPLE = ['sample', 'latent'] as const;
const TIMESTEP = ['timestep', 'timesteps'] as const;
/** The guidance, embedded. */
const CONDITION = 'timestep_cond';
/** Indices of learned tokens, in place of states of a prompt. */
const TOKENS = 'input_ids';

/** The prediction for `sample` [batch, channels, h, w]; what the graph does not take is left out. */
export type Denoiser = DiffusionPack['predict'];

/**
 * A U-Net's session as a function. A graph with a fixed batch is run as often as that takes, one of a fixed size on a
 * canvas mirrored out to it.
 *
 * @throws LacunaError `pack-invalid` for a graph without a timestep or an output; the denoiser `result-invalid`
 */
export function denoiserOf(unet: GraphSession): Denoiser {
  const sampleSpec = sampleOf(unet);
  const timeSpec = inputOf(unet, TIMESTEP);
  const condition = unet.inputs.find(({ name }) => name === CONDITION);
  const name = unet.outputs[0]?.name;
  if (name === undefined) throw new LacunaError('pack-invalid', 'the U-Net has no output');

  const run = (canvas: FloatTensor, timestep: number, hidden: FloatTensor, guidance: number) =>
    atFixedSize(sampleSpec, canvas, (sample) => runWhole(sample, timestep, hidden, guidance));

  async function runWhole(
    sample: FloatTensor,
    timestep: number,
    hidden: FloatTensor,
    guidance: number,
  ): Promise<FloatTensor> {
    const batch = sample.dims[0] as number;
    const feeds: Record<string, GraphInput> = {
      [sampleSpec.name]: sample,
      [timeSpec.name]: timestepInput(timeSpec, timestep, batch, sampleSpec.dims[0]),
      encoder_hidden_states: hidden,
      [TOKENS]: hidden,
    };
    if (condition) feeds[CONDITION] = guidanceEmbedding(condition, batch, guidance);
    return checked((await unet.run(feeds))[name as string] as FloatTensor);
  }

  const fixed = sampleSpec.dims[0];
  return async (sample, timestep, hidden, guidance = 1) => {
    const batch = sample.dims[0] as number;
    if (typeof fixed !== 'number' || fixed <= 0 || fixed === batch) {
      return run(sample, timestep, hidden, guidance);
    }
    const parts: FloatTensor[] = [];
    for (let at = 0; at < batch; at += fixed) {
      parts.push(await run(part(sample, at, fixed), timestep, part(hidden, at, fixed), guidance));
    }
    return joined(parts, batch);
  };
}

/** A broken device answers nothing but zeros, or numbers that are none: better told at the first step than at the last. */
function checked(prediction: FloatTensor): FloatTensor {
  let sum = 0;
  for (const value of prediction.data) sum += Math.abs(value);
  if (Number.isFinite(sum) && sum > 0) return prediction;
  throw new LacunaError('result-invalid', `the U-Net answered ${sum === 0 ? 'zeros' : 'no numbers'}`, {
    kind: sum === 0 ? 'flat' : 'nan',
  });
}

/** The input of the noisy latent. @throws LacunaError `pack-invalid` where there is none */
export function sampleOf(unet: GraphSession): TensorSpec {
  return inputOf(unet, SAMPLE);
}

/**
 * For a U-Net that has an embedding of 2 N learned tokens in place of a prompt (Moebius, of the catalogue): the first N
 * ask it to fill in, the others, where guidance wants two, for nothing. Null for any other.
 *
 * @returns the indices as states, [prompts, N]
 */
export function learnedTokens(unet: GraphSession): EncodeText | null {
  const count = unet.inputs.find(({ name }) => name === TOKENS)?.dims[1];
  if (typeof count !== 'number') return null;
  return async ({ length }) => ({
    data: Float32Array.from({ length: length * count }, (_, i) =>
      length === 2 && i < count ? count + i : i % count,
    ),
    dims: [length, count],
  });
}

function inputOf(session: GraphSession, names: readonly string[]): TensorSpec {
  const spec = session.inputs.find(({ name }) => names.includes(name));
  if (!spec) throw new LacunaError('pack-invalid', `the U-Net has no input ${names[0]}`);
  return spec;
}

/** `count` items of a batch from `at` on; the last one again where there are no more. */
function part({ data, dims }: FloatTensor, at: number, count: number): FloatTensor {
  const [batch = 1, ...rest] = dims;
  const each = data.length / batch;
  const out = new Float32Array(count * each);
  for (let i = 0; i < count; i++) {
    const from = Math.min(at + i, batch - 1) * each;
    out.set(data.subarray(from, from + each), i * each);
  }
  return { data: out, dims: [count, ...rest] };
}

/** The first `batch` items of several batches, one after another. */
function joined(parts: readonly FloatTensor[], batch: number): FloatTensor {
  const [count = 1, ...rest] = parts[0]?.dims ?? [];
  const each = (parts[0]?.data.length ?? 0) / count;
  const data = new Float32Array(batch * each);
  parts.forEach((tensor, index) => {
    const from = index * count * each;
    data.set(tensor.data.subarray(0, Math.min(tensor.data.length, data.length - from)), from);
  });
  return { data, dims: [batch, ...rest] };
}

/** Exports declare the timestep as a scalar, as one value or as one value an item of the batch. */
function timestepInput(
  spec: TensorSpec,
  timestep: number,
  batch: number,
  batchAxis: TensorSpec['dims'][number] | undefined,
): GraphInput {
  const dim = spec.dims[0];
  if (dim === undefined) return { data: Float32Array.of(timestep), dims: [] };
  const length = typeof dim === 'number' ? dim : /batch/.test(dim) || dim === batchAxis ? batch : 1;
  return { data: new Float32Array(length).fill(timestep), dims: [length] };
}

/** True for a U-Net that has guidance distilled into it, and is told how much. */
export function takesGuidance(unet: GraphSession): boolean {
  return unet.inputs.some(({ name }) => name === CONDITION);
}

/**
 * Guidance as a sinusoidal embedding of w (Luo et al. 2023, arXiv:2310.04378, appendix), which counts from no guidance:
 * w = guidance - 1.
 */
function guidanceEmbedding(spec: TensorSpec, batch: number, guidance: number): GraphInput {
  const w = Math.max(0, guidance - 1);
  const width = typeof spec.dims[1] === 'number' ? spec.dims[1] : TOLD_WIDTH;
  const half = width / 2;
  const data = new Float32Array(batch * width);
  for (let i = 0; i < half; i++) {
    const angle = 1000 * w * Math.exp((-Math.log(10_000) * i) / (half - 1));
    for (let b = 0; b < batch; b++) {
      data[b * width + i] = Math.sin(angle);
      data[b * width + half + i] = Math.cos(angle);
    }
  }
  return { data, dims: [batch, width] };
}
