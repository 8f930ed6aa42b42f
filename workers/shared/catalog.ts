/** What a person wants done; each has its own defaults. */
export type Intent = 'remove' | 'fill' | 'add' | 'expand' | 'refine';

/** Every intent, in the order the page shows them. */
export const INTENTS: readonly Intent[] = ['remove', 'fill', 'add', 'expand', 'refine'];

/** Sampling defaults; ranges as in `FillJob`. */
export interface SamplingDefaults {
  readonly steps: number;
  readonly guidance: number;
  readonly strength: number;
}

/** One file of a pack. `source` is its address relative to the pack's folder when another pack's folder holds the bytes. */
export interface PackFile {
  readonly path: string;
  readonly bytes: number;
  /** Hex SHA-256 of the whole file. */
  readonly sha256: string;
  readonly source?: string | undefined;
}

/** What an erase model takes and gives where its graph does not tell. What is left out is taken from the graph's types. */
export interface EraserValues {
  /** What a mask's largest value says of a pixel. */
  readonly mask?: 'fill' | 'keep' | undefined;
  /** Black and white of the picture that goes in. */
  readonly picture?: readonly [number, number] | undefined;
  /** Black and white of the picture that comes out. */
  readonly result?: readonly [number, number] | undefined;
}

/** `lacuna.json`: what a pack says of itself, beside `model_index.json`. */
export interface PackManifest {
  readonly schema: 1;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly license: string;
  /** Side of the square, in pixels, that the UNet was trained at. */
  readonly nativeSize: number;
  /** Pixels a latent cell spans along one side (8 for all Stable Diffusion class VAEs). */
  readonly vaeScaleFactor: number;
  readonly latentChannels: number;
  /** Latents are multiplied by this before the UNet; undefined where the VAE's config tells it. */
  readonly scalingFactor?: number | undefined;
  readonly defaults: SamplingDefaults;
  readonly intents: Readonly<Partial<Record<Intent, Partial<SamplingDefaults>>>>;
  /** Words the text encoder knows; empty means an open vocabulary. */
  readonly words: readonly string[];
  /** Words and symbols of a prompt that the text encoder reads; what follows is cut. Undefined where that is not told. */
  readonly maxWords?: number | undefined;
  /** RGB in 0..1 = latent (scaled, `latentChannels` values) times `matrix` (one row a channel) plus `bias`. */
  readonly latentToRgb: { readonly matrix: readonly (readonly number[])[]; readonly bias: readonly number[] };
  readonly files: readonly PackFile[];
  /** Path of each component's graph where it is not `<component>/model.onnx`; an `eraser` alone is a model of one graph. */
  readonly graphs?: Readonly<Record<string, string>> | undefined;
  /** Of a model of one graph. */
  readonly eraser?: EraserValues | undefined;
}

/** `public/models/index.json`: the embedded packs, best first. */
export interface PackIndex {
  readonly schema: 1;
  readonly packs: readonly string[];
}
