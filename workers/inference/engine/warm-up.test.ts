import { expect, it } from 'vitest';
import type { DiffusionPack } from '../models/pack.ts';
import { gaussianPack } from '../pipelines/gaussian-pack.test-support.ts';
import { rehearse, warmUp, warmUpGuided } from './warm-up.ts';

it.each([4, 9] as const)(
  'rehearses a fill of a model of %d channels without a run of its graphs',
  async (channels) => {
    const pack = gaussianPack({ channels });
    const asked: string[] = [];
    const watched = new Proxy(pack, {
      get(of, name: keyof DiffusionPack) {
        asked.push(name);
        return of[name];
      },
    });
    await rehearse(watched);
    expect(asked).toContain('scheduler');
    expect(asked.filter((name) => /^(encode|decode|predict)/.test(name))).toEqual([]);
  },
);

/** A pack that notes what its graphs are run on. */
function noting(guidance: number, firstMs = 0) {
  const pack = gaussianPack({ channels: 9 });
  const runs: string[] = [];
  const noted: DiffusionPack = {
    ...pack,
    manifest: { ...pack.manifest, defaults: { ...pack.manifest.defaults, guidance } },
    async encodeText(texts) {
      runs.push(`text ${texts.length}`);
      return { data: new Float32Array(texts.length), dims: [texts.length, 1, 1] };
    },
    async encodeImage(image) {
      runs.push(`encode ${image.dims}`);
      return image;
    },
    async predict(sample, _, hidden) {
      runs.push(`predict ${sample.dims} for ${hidden.dims[0]}`);
      if (runs.length === 3) await new Promise((resolve) => setTimeout(resolve, firstMs));
      return { data: new Float32Array(4), dims: [1, 4, ...sample.dims.slice(2)] };
    },
    async decodeLatent(latent) {
      runs.push(`decode ${latent.dims}`);
      return latent;
    },
  };
  return { pack: noted, runs };
}

it('runs every graph in the shapes of a fill, and tells what a call of the model takes: the second one where calls are quick', async () => {
  const { pack, runs } = noting(1, 120);
  const callMs = await warmUp(pack);
  const { nativeSize: side, vaeScaleFactor } = pack.manifest;
  const cells = side / vaeScaleFactor;
  const predict = `predict 1,9,${cells},${cells} for 1`;
  expect(runs).toEqual([
    'text 1',
    `encode 1,3,${side},${side}`,
    predict,
    predict,
    `decode 1,4,${cells},${cells}`,
  ]);
  expect(callMs).toBeGreaterThanOrEqual(0);
  expect(callMs).toBeLessThan(100);
});

const never = () => Promise.reject(new Error('must not run'));

it('runs a pack that guides once for two texts as well', async () => {
  const guided = noting(7.5);
  await warmUpGuided(guided.pack);
  const cells = guided.pack.manifest.nativeSize / guided.pack.manifest.vaeScaleFactor;
  expect(guided.runs).toEqual(['text 2', `predict 2,9,${cells},${cells} for 2`]);
  const plain = noting(1);
  await warmUpGuided(plain.pack);
  expect(plain.runs).toEqual([]);
  await warmUpGuided({ ...noting(7.5).pack, takesGuidance: true, predict: never });
});
