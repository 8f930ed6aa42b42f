import type { DiffusionPack } from '../../workers/inference/models/pack.ts';
import type { FloatTensor } from '../../workers/inference/runtime/types.ts';
import { type Goldens, type GoldenTensor, relativeError } from './goldens.ts';

/** A pack's outputs for torch's inputs, by graph. */
export type PackOutputs = Readonly<Record<string, FloatTensor>>;

/** Runs every graph of the nano pack on the goldens' inputs. */
export async function runPack(pack: DiffusionPack, goldens: Goldens): Promise<PackOutputs> {
  const outputs: Record<string, FloatTensor> = {};
  const hidden = await pack.encodeText(goldens.text.prompts);
  outputs.text = hidden;
  for (const [index, unet] of goldens.unet.entries()) {
    outputs[`unet ${index}`] = await pack.predict(tensor(unet.sample), unet.timestep, hidden);
  }
  outputs.encode = await pack.encodeImage(picture());
  const latent = tensor(goldens.vaeDecoder.latentSample);
  const scaled = { data: latent.data.map((value) => value * pack.scalingFactor), dims: latent.dims };
  outputs.decode = await pack.decodeLatent(scaled);
  return outputs;
}

/** What torch says the outputs are. */
export function expectedOutputs(goldens: Goldens, scalingFactor: number): PackOutputs {
  const parameters = tensor(goldens.vaeEncoder.latentParameters);
  const mean = parameters.data.slice(0, parameters.data.length / 2);
  return {
    text: tensor(goldens.text.lastHiddenState),
    ...Object.fromEntries(goldens.unet.map((unet, index) => [`unet ${index}`, tensor(unet.outSample)])),
    encode: { data: mean.map((value) => value * scalingFactor), dims: [1, 4, 8, 8] },
    decode: tensor(goldens.vaeDecoder.sample),
  };
}

/** Relative error by graph; infinite where shapes differ. */
export function compareOutputs(actual: PackOutputs, expected: PackOutputs): Record<string, number> {
  return Object.fromEntries(
    Object.entries(expected).map(([name, { data, dims }]) => {
      const found = actual[name];
      const sameShape = found?.dims.join() === dims.join();
      return [name, sameShape ? relativeError(found.data, data) : Number.POSITIVE_INFINITY];
    }),
  );
}

export function tensor(golden: GoldenTensor): FloatTensor {
  return { data: Float32Array.from(golden.data), dims: golden.shape };
}

/** The picture of the encoder's golden: sample[0][c][y][x] = sin(x (c + 1) / 9) cos(y (4 - c) / 13), 64 x 64. */
function picture(): FloatTensor {
  const side = 64;
  const data = new Float32Array(3 * side * side);
  let index = 0;
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        data[index++] = Math.sin((x * (c + 1)) / 9) * Math.cos((y * (4 - c)) / 13);
      }
    }
  }
  return { data, dims: [1, 3, side, side] };
}
