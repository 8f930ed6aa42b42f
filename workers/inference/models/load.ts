import type { PackManifest } from '../../shared/catalog.ts';
import { LacunaError } from '../../shared/errors.ts';
import type { PackInfo, PackRuns } from '../../shared/protocol.ts';
import type { SessionHost } from '../runtime/session.ts';
import type { FloatTensor, GraphSession } from '../runtime/types.ts';
import { atFixedSize } from './fixed-size.ts';
import { eraserOf } from './load-eraser.ts';
import { encodeNothing, textEncoderOf } from './load-text.ts';
import { denoiserOf, learnedTokens, sampleOf, takesGuidance } from './load-unet.ts';
import { channelsRead } from './onnx-facts.ts';
import { type LoadOptions, type OpenedGraph, openGraph } from './open-graph.ts';
import type { AnyPack, DiffusionPack } from './pack.ts';
import { graphPath, type PackFiles } from './pack-files.ts';
import { readJson } from './read-json.ts';
import { roomFor } from './room.ts';
import { scalingFactorOf } from './scaling-factor.ts';
import { parseSchedulerConfig } from './scheduler-config.ts';
import { type SessionSlots, sessionSlots } from './session-slots.ts';

/** A pack in memory, and how to give it back. */
export interface LoadedPack {
  readonly pack: AnyPack;
  readonly info: PackInfo;
  release(): Promise<void>;
}

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

const GRAPHS = ['unet', 'text_encoder', 'vae_encoder', 'vae_decoder'] as const;

/**
 * Creates a pack's sessions, one after another; where they do not fit together, they take turns.
 *
 * @throws LacunaError `pack-*`, `model-too-large`, `runtime-failed`, `out-of-memory`, `device-lost`
 */
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
  const { manifest } = files;
  const erases = manifest.graphs?.eraser !== undefined;
  const present = erases ? ['eraser'] : GRAPHS.filter((name) => files.has(graphPath(manifest, name)));
  const room = await roomFor(
    host.device,
    present.map((component) => files.bytes(component)),
  );
  const lean = room.lean || options.lean === true;
  let main: OpenedGraph | null = null;
  const slots = sessionSlots(async (component) => {
    const opened = await openGraph(files, component, meteredHost, options);
    main ??= opened;
    return opened;
  }, lean);
  const runs = (): PackRuns => runsOf(main as unknown as OpenedGraph, lean);

  try {
    if (erases) {
      const eraser = eraserOf(await slots.get('eraser'), manifest.eraser);
      const pack: AnyPack = {
        kind: 'eraser',
        manifest,
        get sessionRunMs() {
          return sessionRunMs;
        },
        ...eraser,
      };
      return { pack, info: { manifest, unetChannels: 0, runs: runs() }, release: slots.release };
    }
    const pack = await diffusionOf(files, slots, () => sessionRunMs);
    // The largest graph is there; where there is room, the others come along.
    if (!lean) for (const component of present) await slots.get(component);
    await giveBackText(manifest, slots);
    const info = { manifest, unetChannels: pack.unetChannels, runs: runs() };
    return { pack, info, release: slots.release };
  } catch (thrown) {
    await slots.release();
    throw thrown;
  }
}

async function diffusionOf(
  files: PackFiles,
  slots: SessionSlots,
  sessionRunMs: () => number,
): Promise<DiffusionPack> {
  const { manifest } = files;
  const schedulerPath = 'scheduler/scheduler_config.json';
  const scheduler = parseSchedulerConfig(
    files.has(schedulerPath) ? await readJson(files, schedulerPath) : SD_SCHEDULE,
  );
  const scalingFactor = await scalingFactorOf(files);
  const unet = await slots.get('unet');
  const text = files.has(graphPath(manifest, 'text_encoder'))
    ? await textEncoderOf(
        files,
        () => slots.get('text_encoder'),
        () => giveBackText(manifest, slots),
      )
    : (learnedTokens(unet) ?? encodeNothing);
  return {
    manifest,
    scheduler,
    unetChannels: await channelsOf(files, unet),
    scalingFactor,
    takesGuidance: takesGuidance(unet),
    get sessionRunMs() {
      return sessionRunMs();
    },
    encodeText: (prompts) => text(prompts),
    async encodeImage(image) {
      const encoder = await slots.get('vae_encoder');
      const { name } = first(encoder.outputs);
      const picture = first(encoder.inputs);
      const result = await atFixedSize(picture, image, async (whole) =>
        output(await encoder.run({ [picture.name]: whole }), name),
      );
      return scaled(result.dims[1] === 2 * manifest.latentChannels ? meanOf(result) : result, scalingFactor);
    },
    async decodeLatent(latent) {
      const decoder = await slots.get('vae_decoder');
      const cells = first(decoder.inputs);
      return atFixedSize(cells, scaled(latent, 1 / scalingFactor), async (whole) =>
        output(await decoder.run({ [cells.name]: whole }), first(decoder.outputs).name),
      );
    },
    predict: async (sample, timestep, hidden, guidance) =>
      denoiserOf(await slots.get('unet'))(sample, timestep, hidden, guidance),
  };
}

/** The text encoder of a large pack leaves memory after each use; its states are kept. */
async function giveBackText({ files }: PackManifest, slots: SessionSlots): Promise<void> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > MUCH) await slots.giveBack('text_encoder');
}

function runsOf(opened: OpenedGraph, lean: boolean): PackRuns {
  return {
    provider: opened.device ? 'webgpu' : 'wasm',
    reason: opened.reason,
    precision: opened.half ? 'float16' : 'float32',
    lean,
  };
}

function first<T>(items: readonly T[]): T {
  const item = items[0];
  if (item === undefined) throw new LacunaError('pack-invalid', 'a graph has no input or no output');
  return item;
}

function output(results: Readonly<Record<string, FloatTensor>>, name: string): FloatTensor {
  const tensor = results[name];
  if (!tensor) throw new LacunaError('pack-invalid', `a graph has no output ${name}`);
  return tensor;
}

/** Channels of the U-Net's sample: the axis of newer exports is a number, that of older ones a name. */
async function channelsOf(files: PackFiles, unet: GraphSession): Promise<number> {
  const { name, dims } = sampleOf(unet);
  const declared = dims[1];
  if (typeof declared === 'number' && declared > 0) return declared;
  const channels = channelsRead((await files.graph('unet')).model, name);
  if (channels === null) throw new LacunaError('pack-invalid', 'the sample has no channel count');
  return channels;
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
