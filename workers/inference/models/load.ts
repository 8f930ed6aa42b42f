import type { PackManifest } from '../../shared/catalog.ts';
import { LacunaError } from '../../shared/errors.ts';
import type { PackInfo } from '../../shared/protocol.ts';
import type { SessionHost } from '../runtime/session.ts';
import type { FloatTensor, GraphInput, GraphSession, TensorSpec } from '../runtime/types.ts';
import { eraserOf } from './load-eraser.ts';
import { encodeNothing, textEncoderOf } from './load-text.ts';
import { type LoadOptions, openGraph } from './open-graph.ts';
import type { AnyPack, DiffusionPack } from './pack.ts';
import { graphPath, type PackFiles } from './pack-files.ts';
import { readJson } from './read-json.ts';
import { parseSchedulerConfig } from './scheduler-config.ts';

/** A pack in memory, and how to give it back. */
export interface LoadedPack {
  readonly pack: AnyPack;
  readonly info: PackInfo;
  release(): Promise<void>;
}

const DEFAULT_SCALING = 0.18215;

/** What Stable Diffusion was trained with, for packs without a scheduler's config. */
const SD_SCHEDULE = {
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  steps_offset: 1,
  set_alpha_to_one: false,
};

/** Weights of so many bytes leave little room: a WebAssembly heap ends at 4 GB, and few graphics cards have more than 8. */
const MUCH = 1e9;

/** The guidance that latent consistency models are told, less one (Luo et al. 2023, arXiv:2310.04378: 8.5 by default). */
const TOLD_GUIDANCE = 7.5;
const TOLD_WIDTH = 256;

/** Creates a pack's sessions, one after another. Throws `pack-*`, `runtime-failed`, `out-of-memory`, `device-lost`. */
export async function loadPack(
  files: PackFiles,
  host: Omit<SessionHost, 'addRunMs'>,
  options: LoadOptions,
): Promise<LoadedPack> {
  let sessionRunMs = 0;
  const meteredHost: SessionHost = {
    ...host,
    addRunMs: (ms) => {
      sessionRunMs += ms;
    },
  };
  const sessions = new Set<GraphSession>();
  const open = async (folder: string): Promise<GraphSession> => {
    const session = await openGraph(files, folder, meteredHost, options);
    const listed: GraphSession = {
      ...session,
      release() {
        sessions.delete(listed);
        return session.release();
      },
    };
    sessions.add(listed);
    return listed;
  };
  const release = async () => {
    for (const session of [...sessions]) await session.release();
  };

  const { manifest } = files;
  try {
    if (manifest.graphs?.eraser !== undefined) {
      const eraser = eraserOf(await open('eraser'));
      const pack: AnyPack = {
        kind: 'eraser',
        manifest,
        get sessionRunMs() {
          return sessionRunMs;
        },
        ...eraser,
      };
      return { pack, info: { manifest, unetChannels: 0 }, release };
    }
    const schedulerPath = 'scheduler/scheduler_config.json';
    const scheduler = parseSchedulerConfig(
      files.has(schedulerPath) ? await readJson(files, schedulerPath) : SD_SCHEDULE,
    );
    const vaePath = 'vae_decoder/config.json';
    const vaeConfig = (files.has(vaePath) ? await readJson(files, vaePath) : {}) as {
      scaling_factor?: unknown;
    };
    const scalingFactor = Number(vaeConfig.scaling_factor ?? DEFAULT_SCALING);
    const unet = await open('unet');
    const text = files.has(graphPath(manifest, 'text_encoder'))
      ? await textEncoderOf(files, () => open('text_encoder'), bytesOf(manifest) > MUCH)
      : encodeNothing;
    const encoder = await open('vae_encoder');
    const decoder = await open('vae_decoder');
    const unetChannels = channelsOf(input(unet, 'sample'));

    const pack: DiffusionPack = {
      manifest,
      scheduler,
      unetChannels,
      scalingFactor,
      get sessionRunMs() {
        return sessionRunMs;
      },
      encodeText: (prompts) => text(prompts),
      async encodeImage(image) {
        const { name } = first(encoder.outputs);
        const result = output(await encoder.run({ [first(encoder.inputs).name]: image }), name);
        return scaled(name === 'latent_parameters' ? meanOf(result) : result, scalingFactor);
      },
      async decodeLatent(latent) {
        const feeds = { [first(decoder.inputs).name]: scaled(latent, 1 / scalingFactor) };
        return output(await decoder.run(feeds), first(decoder.outputs).name);
      },
      async predict(sample, timestep, hidden) {
        const batch = sample.dims[0] as number;
        const feeds: Record<string, GraphInput> = {
          sample,
          timestep: timestepInput(input(unet, 'timestep'), timestep, batch),
          encoder_hidden_states: hidden,
        };
        const condition = unet.inputs.find(({ name }) => name === 'timestep_cond');
        if (condition) feeds.timestep_cond = guidanceEmbedding(condition, batch);
        return output(await unet.run(feeds), first(unet.outputs).name);
      },
    };
    return { pack, info: { manifest, unetChannels }, release };
  } catch (thrown) {
    await release();
    throw thrown;
  }
}

function bytesOf({ files }: PackManifest): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function first<T>(items: readonly T[]): T {
  const item = items[0];
  if (item === undefined) throw new LacunaError('pack-invalid', 'a graph has no input or no output');
  return item;
}

function input(session: GraphSession, name: string): TensorSpec {
  const spec = session.inputs.find((entry) => entry.name === name);
  if (!spec) throw new LacunaError('pack-invalid', `a graph has no input ${name}`);
  return spec;
}

function output(results: Readonly<Record<string, FloatTensor>>, name: string): FloatTensor {
  const tensor = results[name];
  if (!tensor) throw new LacunaError('pack-invalid', `a graph has no output ${name}`);
  return tensor;
}

/** The channel axis of exports is a number; where it is a name, the model is not one of ours. */
function channelsOf(spec: TensorSpec): number {
  const channels = spec.dims[1];
  if (typeof channels !== 'number')
    throw new LacunaError('pack-invalid', `${spec.name} has no channel count`);
  return channels;
}

/** Exports declare the timestep as a scalar, as one value or as one value an item of the batch. */
function timestepInput(spec: TensorSpec, timestep: number, batch: number): GraphInput {
  const dim = spec.dims[0];
  if (dim === undefined) return { data: Float32Array.of(timestep), dims: [] };
  const length = typeof dim === 'number' ? dim : /batch/.test(dim) ? batch : 1;
  return { data: new Float32Array(length).fill(timestep), dims: [length] };
}

/** Guidance as a sinusoidal embedding, for models that have it distilled into them (arXiv:2310.04378, appendix). */
function guidanceEmbedding(spec: TensorSpec, batch: number): GraphInput {
  const width = typeof spec.dims[1] === 'number' ? spec.dims[1] : TOLD_WIDTH;
  const half = width / 2;
  const data = new Float32Array(batch * width);
  for (let i = 0; i < half; i++) {
    const angle = 1000 * TOLD_GUIDANCE * Math.exp((-Math.log(10_000) * i) / (half - 1));
    for (let b = 0; b < batch; b++) {
      data[b * width + i] = Math.sin(angle);
      data[b * width + half + i] = Math.cos(angle);
    }
  }
  return { data, dims: [batch, width] };
}

/** Mode of the posterior: the first half of the channels of [1, 2C, h, w] (the second is the log-variance). */
function meanOf(parameters: FloatTensor): FloatTensor {
  const [batch = 1, channels = 0, ...size] = parameters.dims;
  if (batch !== 1) throw new LacunaError('internal', 'one picture at a time');
  return { data: parameters.data.slice(0, parameters.data.length / 2), dims: [1, channels / 2, ...size] };
}

function scaled(tensor: FloatTensor, factor: number): FloatTensor {
  return { data: tensor.data.map((value) => value * factor), dims: tensor.dims };
}
