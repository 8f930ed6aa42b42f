import type { Intent, PackManifest, SamplingDefaults } from '../shared/catalog.ts';
import { LacunaError } from '../shared/errors.ts';
import { knownModel } from '../shared/known-models.ts';
import { parseManifest } from '../shared/manifest.ts';
import type { ModelLayout } from '../shared/model-layout.ts';
import type { ModelFile, ModelRecord } from '../shared/stored-model.ts';

type Json = Readonly<Record<string, unknown>>;

/** Reads a small JSON file of the model; null where it has none. */
export type ReadJson = (path: string) => Promise<unknown>;

/** Models distilled for few steps say so in their name; guidance is inside them. */
const FEW_STEPS = /turbo|lightning|hyper|lcm|schnell/i;
/** What latent consistency models are told where nobody says otherwise, with a prompt and without (as diffusers does). */
const TOLD_GUIDANCE = 8.5;
const USUAL_SIZE = 512;
const SD_SCALING = 0.18215;

/**
 * Linear fit of RGB (-1..1) to scaled Stable Diffusion 1 and 2 latents, a row a channel, published by Kevin Turner
 * ("Decoding latents to RGB without upscaling", Hugging Face forum, 2022). For previews only.
 */
const SD_LATENT_RGB = [
  [0.298, 0.207, 0.208],
  [0.187, 0.286, 0.173],
  [-0.158, 0.189, 0.264],
  [-0.184, -0.271, -0.473],
] as const;

/**
 * What a model says of itself: its `lacuna.json`, else read off the configs of the diffusers layout.
 *
 * @throws LacunaError `pack-invalid`, `model-unsupported` naming what cannot be run
 */
export async function describePack(
  record: Pick<ModelRecord, 'id' | 'name' | 'license' | 'source'>,
  layout: ModelLayout,
  files: readonly ModelFile[],
  json: ReadJson,
): Promise<PackManifest> {
  const own = await json('lacuna.json');
  const listed = files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256: sha256 ?? '' }));
  const about = { id: record.id, files: listed };
  if (own !== null) {
    const manifest = parseManifest({ ...(own as Json), ...about });
    return { ...manifest, graphs: layout.graphs };
  }
  const known = record.source.kind === 'hub' ? knownModel(record.source) : null;
  const common = {
    schema: 1 as const,
    ...about,
    name: record.name,
    description: '',
    license: record.license,
    vaeScaleFactor: 8,
    words: [],
    graphs: layout.graphs,
    scalingFactor: known?.scalingFactor,
  };
  if (layout.kind === 'eraser') {
    return {
      ...common,
      nativeSize: USUAL_SIZE,
      latentChannels: 4,
      ...samplingOf(1, 1),
      latentToRgb: previewOf(4, undefined),
      eraser: known?.eraser,
    };
  }
  const index = asObject(await json('model_index.json'));
  const unet = asObject(await json('unet/config.json'));
  const vae = {
    ...asObject(await json('vae/config.json')),
    ...asObject(await json('vae_encoder/config.json')),
    ...asObject(await json('vae_decoder/config.json')),
  };
  const scheduler = asObject(await json('scheduler/scheduler_config.json'));
  const blocks = vae.block_out_channels;
  const factor = Array.isArray(blocks) ? 2 ** (blocks.length - 1) : 8;
  if (factor !== 8) {
    throw new LacunaError('model-unsupported', `a latent cell of ${factor} pixels`, { what: `1/${factor}` });
  }
  if (unet.addition_embed_type === 'text_time') {
    throw new LacunaError('model-unsupported', 'two text encoders and size inputs', { what: 'SDXL' });
  }
  const cells = Array.isArray(unet.sample_size) ? unet.sample_size[0] : unet.sample_size;
  const latentChannels = numberOr(vae.latent_channels, 4);
  const names = [record.name, index._class_name, scheduler._class_name].map(String).join(' ');
  const few = FEW_STEPS.test(names);
  const asked = typeof unet.time_cond_proj_dim === 'number' ? TOLD_GUIDANCE : known?.guidance;
  // A model that takes no prompt draws towards nothing.
  const guidance = asked ?? (few || !layout.graphs.text_encoder ? 1 : 7.5);
  return {
    ...common,
    nativeSize: numberOr(cells, USUAL_SIZE / factor) * factor,
    latentChannels,
    ...samplingOf(few ? 4 : 20, guidance, asked),
    latentToRgb: previewOf(latentChannels, vae.scaling_factor),
  };
}

function samplingOf(
  steps: number,
  guidance: number,
  wordless = 1,
): {
  readonly defaults: SamplingDefaults;
  readonly intents: Readonly<Partial<Record<Intent, Partial<SamplingDefaults>>>>;
} {
  return {
    defaults: { steps, guidance, strength: 1 },
    // Without a prompt there is nothing to guide towards, but for a model that learned what it is asked, or how much.
    intents: { remove: { guidance: wordless, strength: 0.9 }, refine: { strength: 0.4 } },
  };
}

/**
 * RGB in 0..1 from latents. Zeros where nobody knows the autoencoder's colours: they are fitted to the picture then. The
 * known fit goes with the scaling factor of Stable Diffusion 1 and 2.
 */
function previewOf(channels: number, scaling: unknown): PackManifest['latentToRgb'] {
  const known = channels === 4 && (scaling === undefined || Math.abs(Number(scaling) - SD_SCALING) < 1e-3);
  const rows = known ? SD_LATENT_RGB : Array.from({ length: channels }, () => [0, 0, 0]);
  return { matrix: rows.map((row) => row.map((value) => value / 2)), bias: [0.5, 0.5, 0.5] };
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : fallback;
}
