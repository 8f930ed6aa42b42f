import type { FillJob } from '../../shared/job.ts';
import type { AnyPack, DiffusionPack } from '../models/pack.ts';
import { inpaint } from '../pipelines/inpaint.ts';
import type { FloatTensor } from '../runtime/types.ts';

/**
 * Runs the big graphs once on nothing: the first call compiles kernels, and WebAssembly gets its optimised code while
 * the person still paints.
 */
export async function warmUp(pack: AnyPack): Promise<void> {
  if (pack.kind === 'eraser') {
    const side = pack.side ?? pack.manifest.nativeSize;
    const image = { data: new Float32Array(3 * side * side), dims: [1, 3, side, side] };
    await pack.erase(image, new Uint8Array(side * side).fill(1));
    return;
  }
  const { nativeSize, vaeScaleFactor, latentChannels } = pack.manifest;
  const side = nativeSize / vaeScaleFactor;
  const zeros = (channels: number) => ({
    data: new Float32Array(channels * side * side),
    dims: [1, channels, side, side],
  });
  await pack.predict(zeros(pack.unetChannels), 1, await pack.encodeText(['']));
  await pack.decodeLatent(zeros(latentChannels));
}

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

/** Working size of a rehearsal, whatever the model's own. */
const SIDE = 256;

/** A square hole in the middle of a square that has to be shrunk. */
function rehearsal({ manifest }: DiffusionPack): FillJob {
  const side = 2 * SIDE;
  const data = new Uint8ClampedArray(4 * side * side);
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : 128 + 99 * Math.sin(i);
  const mask = new Uint8Array(side * side);
  const [from, to] = [side / 4, (3 * side) / 4];
  for (let y = from; y < to; y++) mask.fill(255, y * side + from, y * side + to);
  return {
    ...{ id: '', pack: manifest.id, intent: 'fill', method: 'auto', sampler: 'auto' },
    ...{
      start: 'smooth',
      instant: false,
      nativeSize: SIDE,
      prompt: '',
      negativePrompt: '',
      steps: 4,
      guidance: 1,
      strength: 0.9,
      seed: 1,
    },
    ...{ candidates: 1, detail: false, maskGrow: 8, feather: 8, picture: { width: side, height: side } },
    window: {
      rect: { x: 0, y: 0, width: side, height: side },
      image: { width: side, height: side, data },
      mask: { width: side, height: side, data: mask },
    },
  };
}
