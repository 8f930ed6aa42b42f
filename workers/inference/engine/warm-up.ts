import type { FillJob } from '../../shared/job.ts';
import type { AnyPack, DiffusionPack } from '../models/pack.ts';
import { inpaint } from '../pipelines/inpaint.ts';
import { textsOf } from '../pipelines/texts.ts';
import type { FloatTensor } from '../runtime/types.ts';
import { madeUpJob } from './made-up-job.ts';

/**
 * Runs every graph once on nothing, in the order of a fill: the first call compiles kernels, and WebAssembly gets its
 * optimised code while the person still paints.
 *
 * @returns milliseconds that a call of the model takes for one text: of a second call where the first was quick, since that
 *   one compiles; null for a pack that has no such calls
 */
export async function warmUp(pack: AnyPack): Promise<number | null> {
  if (pack.kind === 'eraser') {
    const side = pack.side ?? pack.manifest.nativeSize;
    const image = { data: new Float32Array(3 * side * side), dims: [1, 3, side, side] };
    await pack.erase(image, new Uint8Array(side * side).fill(1));
    return null;
  }
  const { nativeSize, latentChannels } = pack.manifest;
  const hidden = await pack.encodeText(['']);
  await pack.encodeImage(zeros(1, 3, nativeSize));
  const call = async () => {
    const start = performance.now();
    await pack.predict(nothing(pack, 1), 1, hidden);
    return performance.now() - start;
  };
  const first = await call();
  const callMs = first < QUICK_MS ? await call() : first;
  await pack.decodeLatent(zeros(1, latentChannels, cellsOf(pack)));
  return callMs;
}

/**
 * Runs the denoising network once for two texts, where the fills of a pack do so unless a person says otherwise: other
 * shapes may be compiled anew. A removal, which has no text to guide towards, asks for one.
 */
export async function warmUpGuided(pack: AnyPack): Promise<void> {
  if (pack.kind === 'eraser') return;
  const { guidance } = pack.manifest.defaults;
  const texts = textsOf(pack, { guidance, prompt: '', negativePrompt: '' });
  if (texts.length > 1) await pack.predict(nothing(pack, texts.length), 1, await pack.encodeText(texts));
}

/** What the denoising network is shown, without anything in it. */
function nothing(pack: DiffusionPack, batch: number): FloatTensor {
  return zeros(batch, pack.unetChannels, cellsOf(pack));
}

/** Side of the latents at the pack's own size. */
function cellsOf({ manifest }: DiffusionPack): number {
  return manifest.nativeSize / manifest.vaeScaleFactor;
}

function zeros(batch: number, channels: number, side: number): FloatTensor {
  return { data: new Float32Array(batch * channels * side * side), dims: [batch, channels, side, side] };
}

/** A first call that took longer is not made again: a fill may be waiting. */
const QUICK_MS = 1000;

/** Rehearsals after which the scripts around the graphs run as fast as they will. */
export const REHEARSALS = 6;

/**
 * Fills a drawn picture with a stand-in for the pack, which answers at once: a browser compiles a script well only after
 * it has run a few times, and a fill runs most of it once.
 */
export async function rehearse(pack: AnyPack): Promise<void> {
  if (pack.kind === 'eraser') return;
  let clock = 0;
  await inpaint(standIn(pack), rehearsal(pack), {
    onProgress: () => undefined,
    onCandidate: () => undefined,
    cancelled: () => false,
    // So late that every step has a preview.
    now: () => (clock += 1000),
  });
}

/** A pack of the same shapes whose graphs give waves. */
function standIn({ manifest, scheduler, unetChannels, scalingFactor }: DiffusionPack): DiffusionPack {
  const { latentChannels: channels, vaeScaleFactor: factor } = manifest;
  const resized = (of: FloatTensor, depth: number, scale: number) => {
    const [, , height = 1, width = 1] = of.dims;
    return waves([1, depth, height * scale, width * scale]);
  };
  return {
    ...{ manifest, scheduler, unetChannels, scalingFactor, sessionRunMs: 0 },
    encodeText: async () => waves([1, 1, 1]),
    encodeImage: async (image) => resized(image, channels, 1 / factor),
    decodeLatent: async (latent) => resized(latent, 3, factor),
    predict: async (sample) => resized(sample, channels, 1),
  };
}

function waves(dims: readonly number[]): FloatTensor {
  const length = dims.reduce((product, dim) => product * dim, 1);
  return { data: Float32Array.from({ length }, (_, i) => Math.sin(i)), dims };
}

/** Working size of a rehearsal, whatever the model's own; the picture is twice that, so that it has to be shrunk. */
const SIDE = 256;

function rehearsal({ manifest }: DiffusionPack): FillJob {
  const what = { pack: manifest.id, nativeSize: SIDE, steps: 4, strength: 0.9, detail: false };
  return madeUpJob(2 * SIDE, SIDE, what);
}
