import { LATENT_FACTOR } from '../../shared/fine-pass.ts';
import type { Rect } from '../../shared/geometry/rect.ts';
import type { DiffusionPack } from '../models/pack.ts';
import type { FloatTensor } from '../runtime/types.ts';

/**
 * A pack that answers for a canvas larger than its networks were trained at: each graph is run on overlapping tiles, and
 * what they say of a place is averaged, more of the tile whose middle is nearer (MultiDiffusion, Bar-Tal et al. 2023,
 * arXiv:2302.08113, eq. 5). It is the predictions that are averaged, and one step taken with them: the mean of several
 * samples of a stochastic step would have too little noise. What no tile covers is 0, and never seen by one.
 *
 * @param tiles in canvas pixels, whole latent cells, all of one size
 * @param afterTile called after each run of the denoising network; may throw to stop
 */
export function tiledPack(
  pack: DiffusionPack,
  tiles: readonly Rect[],
  afterTile: () => Promise<void>,
): DiffusionPack {
  const cells = tiles.map((tile) => ({
    x: tile.x / LATENT_FACTOR,
    y: tile.y / LATENT_FACTOR,
    width: tile.width / LATENT_FACTOR,
    height: tile.height / LATENT_FACTOR,
  }));
  return {
    manifest: pack.manifest,
    scheduler: pack.scheduler,
    unetChannels: pack.unetChannels,
    scalingFactor: pack.scalingFactor,
    takesGuidance: pack.takesGuidance === true,
    get sessionRunMs() {
      return pack.sessionRunMs;
    },
    encodeText: (prompts) => pack.encodeText(prompts),
    encodeImage: (image) => averaged(image, tiles, cells, (tile) => pack.encodeImage(tile)),
    decodeLatent: (latent) => averaged(latent, cells, tiles, (tile) => pack.decodeLatent(tile)),
    predict: (sample, timestep, hidden, guidance) =>
      averaged(sample, cells, cells, async (tile) => {
        const prediction = await pack.predict(tile, timestep, hidden, guidance);
        await afterTile();
        return prediction;
      }),
  };
}

/** Runs a graph on each tile of the input, and averages what comes out in the tiles of the output. */
async function averaged(
  input: FloatTensor,
  from: readonly Rect[],
  to: readonly Rect[],
  run: (tile: FloatTensor) => Promise<FloatTensor>,
): Promise<FloatTensor> {
  const [batch = 1, , height = 1, width = 1] = input.dims;
  const first = { from: from[0] as Rect, to: to[0] as Rect };
  const size = {
    width: (width * first.to.width) / first.from.width,
    height: (height * first.to.height) / first.from.height,
  };
  const weights = new Float32Array(size.width * size.height);
  let sum: FloatTensor | null = null;
  for (const [i, place] of to.entries()) {
    const output = await run(cropped(input, from[i] as Rect));
    const channels = output.dims[1] as number;
    sum ??= {
      data: new Float32Array(batch * channels * weights.length),
      dims: [batch, channels, size.height, size.width],
    };
    addTile(sum, weights, output, place);
  }
  if (!sum) throw new RangeError('a canvas needs a tile');
  divide(sum.data, weights);
  return sum;
}

/** Each plane by the weights, in place, where there is one. */
function divide(sums: Float32Array, weights: Float32Array): void {
  for (let plane = 0; plane < sums.length; plane += weights.length) {
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] as number;
      if (weight > 0) sums[plane + i] = (sums[plane + i] as number) / weight;
    }
  }
}

function cropped({ data, dims }: FloatTensor, { x, y, width, height }: Rect): FloatTensor {
  const [batch = 1, channels = 1, rows = 1, columns = 1] = dims;
  const out = new Float32Array(batch * channels * height * width);
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let row = 0; row < height; row++) {
      const at = (plane * rows + y + row) * columns + x;
      out.set(data.subarray(at, at + width), (plane * height + row) * width);
    }
  }
  return { data: out, dims: [batch, channels, height, width] };
}

/** Adds a tile, weighted by a tent that is highest in its middle, to sums and weights. */
function addTile(
  sum: FloatTensor,
  weights: Float32Array,
  tile: FloatTensor,
  { x, y, width, height }: Rect,
): void {
  const [batch = 1, channels = 1, rows = 1, columns = 1] = sum.dims;
  const across = Float64Array.from({ length: width }, (_, column) => tent(column, width));
  for (let row = 0; row < height; row++) {
    const down = tent(row, height);
    const at = (y + row) * columns + x;
    for (let i = 0; i < width; i++)
      weights[at + i] = (weights[at + i] as number) + down * (across[i] as number);
    for (let plane = 0; plane < batch * channels; plane++) {
      const target = plane * rows * columns + at;
      const from = (plane * height + row) * width;
      addWeighted(sum.data, target, tile.data, from, down, across);
    }
  }
}

/** Adds a row of a tile, each value times `down` and its own weight of `across`. */
function addWeighted(
  sums: Float32Array,
  target: number,
  values: Float32Array,
  from: number,
  down: number,
  across: Float64Array,
): void {
  for (let i = 0; i < across.length; i++) {
    const weight = down * (across[i] as number);
    sums[target + i] = (sums[target + i] as number) + weight * (values[from + i] as number);
  }
}

function tent(index: number, length: number): number {
  return Math.min(index + 0.5, length - index - 0.5) / (length / 2);
}
