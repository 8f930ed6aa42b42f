import { describe, expect, it } from 'vitest';
import { tilesOver } from '../../shared/geometry/tiles.ts';
import type { DiffusionPack } from '../models/pack.ts';
import { gaussianPack } from './gaussian-pack.test-support.ts';
import { tiledPack } from './tiled-pack.ts';

const CANVAS = { x: 0, y: 0, width: 320, height: 192 };
const TILES = tilesOver(CANVAS, { width: 64, height: 64 }, 16, 8);
const latent = {
  data: Float32Array.from({ length: 2 * 4 * 24 * 40 }, (_, i) => Math.sin(i)),
  dims: [2, 4, 24, 40],
};
const hidden = { data: new Float32Array(2), dims: [2, 1, 1] };

/** A pack whose network gives back what it is given. */
function identity(): DiffusionPack {
  return {
    ...gaussianPack({ channels: 4 }),
    predict: async ({ data, dims }) => ({ data: data.slice(), dims }),
  };
}

describe('a tiled pack', () => {
  it('leaves everything as it is when the network does, at every cell', async () => {
    const { data, dims } = await tiledPack(identity(), TILES, async () => undefined).predict(
      latent,
      5,
      hidden,
    );
    expect(dims).toEqual(latent.dims);
    for (let i = 0; i < data.length; i++) {
      expect(Math.abs((data[i] as number) - (latent.data[i] as number))).toBeLessThan(1e-6);
    }
  });

  it('shows the network the whole tile, all channels and both halves of the batch, and stops when told', async () => {
    const seen: (readonly number[])[] = [];
    const pack: DiffusionPack = {
      ...identity(),
      async predict({ data, dims }) {
        seen.push(dims);
        return { data: data.slice(), dims };
      },
    };
    const stopping = tiledPack(pack, TILES, async () => {
      if (seen.length === 3) throw new Error('stop');
    });
    await expect(stopping.predict(latent, 5, hidden)).rejects.toThrow('stop');
    expect(seen).toEqual([
      [2, 4, 8, 8],
      [2, 4, 8, 8],
      [2, 4, 8, 8],
    ]);
  });

  it('encodes and decodes as one graph over the whole canvas would', async () => {
    const image = {
      data: Float32Array.from({ length: 3 * 192 * 320 }, (_, i) => Math.cos(i / 50)),
      dims: [1, 3, 192, 320],
    };
    const whole = gaussianPack({ channels: 4 });
    const tiled = tiledPack(gaussianPack({ channels: 4 }), TILES, async () => undefined);
    const wanted = await whole.encodeImage(image);
    const got = await tiled.encodeImage(image);
    expect(got.dims).toEqual(wanted.dims);
    got.data.forEach((value, i) => {
      expect(value).toBeCloseTo(wanted.data[i] as number, 5);
    });
    const decoded = await tiled.decodeLatent(got);
    const whole2 = await whole.decodeLatent(wanted);
    expect(decoded.dims).toEqual(whole2.dims);
    decoded.data.forEach((value, i) => {
      if (i % 97 === 0) expect(value).toBeCloseTo(whole2.data[i] as number, 5);
    });
  });

  it('meets without a step where tiles that disagree overlap', async () => {
    let tile = 0;
    const pack: DiffusionPack = {
      ...identity(),
      async predict({ data, dims }) {
        tile++;
        return { data: new Float32Array(data.length).fill(tile), dims };
      },
    };
    const row = tilesOver({ x: 0, y: 0, width: 112, height: 64 }, { width: 64, height: 64 }, 16, 8);
    const { data } = await tiledPack(pack, row, async () => undefined).predict(
      { data: new Float32Array(4 * 8 * 14), dims: [1, 4, 8, 14] },
      5,
      hidden,
    );
    const line = [...data.subarray(0, 14)];
    expect(line[0]).toBe(1);
    expect(line[13]).toBe(2);
    expect(line).toEqual([...line].sort((a, b) => a - b));
    expect((line[7] as number) - (line[6] as number)).toBeLessThan(0.8);
  });
});
