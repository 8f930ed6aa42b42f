import { expect, it } from 'vitest';
import type { DiffusionPack } from '../models/pack.ts';
import { gaussianPack } from '../pipelines/gaussian-pack.test-support.ts';
import { rehearse, warmUp } from './warm-up.ts';

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

it('tells what a call of the model takes, of the second one where calls are quick', async () => {
  const pack = gaussianPack({ channels: 9 });
  const calls: string[] = [];
  const slowFirst: DiffusionPack = {
    ...pack,
    async encodeText(texts) {
      return { data: new Float32Array(texts.length), dims: [texts.length, 1, 1] };
    },
    async predict(sample) {
      calls.push('predict');
      if (calls.length === 1) await new Promise((resolve) => setTimeout(resolve, 120));
      return { data: new Float32Array(4), dims: [1, 4, ...sample.dims.slice(2)] };
    },
    async decodeLatent(latent) {
      calls.push('decode');
      return latent;
    },
  };
  const callMs = await warmUp(slowFirst);
  expect(calls).toEqual(['predict', 'predict', 'decode']);
  expect(callMs).toBeGreaterThanOrEqual(0);
  expect(callMs).toBeLessThan(100);
});
