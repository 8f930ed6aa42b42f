import type { AnyPack } from '../../workers/inference/models/pack.ts';
import type { FloatTensor } from '../../workers/inference/runtime/types.ts';

/** Every n-th value of a tensor as torch computed it. */
export interface KeptTensor {
  readonly shape: readonly number[];
  readonly every: number;
  readonly data: readonly number[];
}

/** `e2e/packs/layouts/goldens.json`. */
export interface LayoutGoldens {
  readonly timestep: number;
  readonly prompts: readonly string[];
  readonly packs: Readonly<
    Record<
      string,
      {
        readonly kind: 'diffusion' | 'eraser';
        readonly channels?: number;
        readonly half?: boolean;
        readonly predictionType?: string;
        readonly outputs: Readonly<Record<string, KeptTensor>>;
      }
    >
  >;
}

/** What a loaded pack says of itself, and its outputs. */
export interface LayoutReply {
  readonly unetChannels: number;
  readonly predictionType: string;
  readonly outputs: Readonly<Record<string, FloatTensor>>;
}

const CELLS = 8;
const SIDE = 64;

/** What a network that takes guidance was told there. */
const GUIDANCE = 8.5;

/** Runs every graph on the inputs of tools/goldens/layouts.py: sin(1.3 i + phase). */
export async function runLayout(
  pack: AnyPack,
  goldens: Pick<LayoutGoldens, 'timestep' | 'prompts'>,
): Promise<LayoutReply> {
  if (pack.kind === 'eraser') {
    const hole = new Uint8Array(SIDE * SIDE);
    for (let i = 0; i < hole.length; i++) {
      const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
      hole[i] = x >= 24 && x < 48 && y >= 16 && y < 40 ? 1 : 0;
    }
    const erase = await pack.erase(wave([1, 3, SIDE, SIDE], 3), hole);
    return { unetChannels: 0, predictionType: '', outputs: { erase } };
  }
  const { unetChannels, scalingFactor, scheduler } = pack;
  const outputs: Record<string, FloatTensor> = {};
  const text = await pack.encodeText(goldens.prompts);
  // States of a prompt have three dimensions; numbers of learned tokens have two, and go in as they are.
  const states = text.dims.length === 3 && text.data.length > 0 ? wave(text.dims, 2) : text;
  if (states !== text) outputs.text = text;
  outputs.unet = await pack.predict(
    wave([2, unetChannels, CELLS, CELLS], 1),
    goldens.timestep,
    states,
    GUIDANCE,
  );
  outputs.encode = await pack.encodeImage(wave([1, 3, SIDE, SIDE], 3));
  const latent = wave([1, 4, CELLS, CELLS], 4);
  outputs.decode = await pack.decodeLatent({
    ...latent,
    data: latent.data.map((value) => value * scalingFactor),
  });
  return { unetChannels, predictionType: scheduler.predictionType, outputs };
}

/** Largest difference from torch, over the largest value; infinite where shapes differ. */
export function layoutError(actual: FloatTensor | undefined, golden: KeptTensor): number {
  if (actual?.dims.join() !== golden.shape.join()) return Number.POSITIVE_INFINITY;
  let largest = 0;
  let scale = 0;
  golden.data.forEach((expected, index) => {
    const error = Math.abs((actual.data[index * golden.every] as number) - expected);
    // NaN compares as false everywhere: it must not pass as 0.
    if (!(error <= largest)) largest = error;
    scale = Math.max(scale, Math.abs(expected));
  });
  return Number.isNaN(largest) ? Number.POSITIVE_INFINITY : largest / scale;
}

function wave(dims: readonly number[], phase: number): FloatTensor {
  const count = dims.reduce((product, dim) => product * dim, 1);
  return { data: Float32Array.from({ length: count }, (_, i) => Math.sin(1.3 * i + phase)), dims };
}
