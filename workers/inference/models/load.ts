import { LacunaError } from '../../shared/errors.ts';
import type { PackInfo } from '../../shared/protocol.ts';
import { createSession, type SessionHost } from '../runtime/session.ts';
import type { FloatTensor, GraphInput, GraphSession, TensorSpec } from '../runtime/types.ts';
import { narrowConstants } from './onnx-float64.ts';
import { padConvolutions } from './onnx-graph.ts';
import type { DiffusionPack } from './pack.ts';
import type { PackFiles } from './pack-files.ts';
import { createPromptTokenizer } from './prompt.ts';
import { parseSchedulerConfig } from './scheduler-config.ts';
import { createTextCache } from './text-cache.ts';

/** A pack in memory, and how to give it back. */
export interface LoadedPack {
  readonly pack: DiffusionPack;
  readonly info: PackInfo;
  release(): Promise<void>;
}

export interface LoadOptions {
  /** Cures convolutions that the WebGPU provider computes wrongly. */
  readonly padConvolutions: boolean;
}

const DEFAULT_SCALING = 0.18215;

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
  const sessions: GraphSession[] = [];
  const open = async (folder: string): Promise<GraphSession> => {
    const { model, external } = await files.graph(folder);
    const narrow = narrowConstants(model);
    const graph = options.padConvolutions ? padConvolutions(narrow).bytes : narrow;
    const session = await createSession(meteredHost, graph, external);
    sessions.push(session);
    return session;
  };
  const release = async () => {
    for (const session of sessions) await session.release();
  };

  try {
    const scheduler = parseSchedulerConfig(await readJson(files, 'scheduler/scheduler_config.json'));
    const vaeConfig = (await readJson(files, 'vae_decoder/config.json')) as { scaling_factor?: unknown };
    const scalingFactor = Number(vaeConfig.scaling_factor ?? DEFAULT_SCALING);
    const tokenizer = createPromptTokenizer(
      await readJson(files, 'tokenizer/tokenizer.json'),
      await readJson(files, 'tokenizer/tokenizer_config.json'),
    );
    const unet = await open('unet');
    const textEncoder = await open('text_encoder');
    const encoder = await open('vae_encoder');
    const decoder = await open('vae_decoder');
    const unetChannels = channelsOf(input(unet, 'sample'));
    const text = createTextCache(async (prompt) => {
      const ids = { data: tokenizer.encode(prompt), dims: [1, tokenizer.length] };
      return output(await textEncoder.run({ input_ids: ids }), 'last_hidden_state');
    });

    const pack: DiffusionPack = {
      manifest: files.manifest,
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
        const time = timestepInput(input(unet, 'timestep'), timestep, sample.dims[0] as number);
        const feeds = { sample, timestep: time, encoder_hidden_states: hidden };
        return output(await unet.run(feeds), first(unet.outputs).name);
      },
    };
    return { pack, info: { manifest: files.manifest, unetChannels }, release };
  } catch (thrown) {
    await release();
    throw thrown;
  }
}

async function readJson(files: PackFiles, path: string): Promise<unknown> {
  try {
    return JSON.parse(await files.text(path));
  } catch (thrown) {
    if (thrown instanceof LacunaError) throw thrown;
    throw new LacunaError('pack-invalid', `${path} is not readable JSON`, { path });
  }
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

/** Mode of the posterior: the first half of the channels of [1, 2C, h, w] (the second is the log-variance). */
function meanOf(parameters: FloatTensor): FloatTensor {
  const [batch = 1, channels = 0, ...size] = parameters.dims;
  if (batch !== 1) throw new LacunaError('internal', 'one picture at a time');
  return { data: parameters.data.slice(0, parameters.data.length / 2), dims: [1, channels / 2, ...size] };
}

function scaled(tensor: FloatTensor, factor: number): FloatTensor {
  return { data: tensor.data.map((value) => value * factor), dims: tensor.dims };
}
