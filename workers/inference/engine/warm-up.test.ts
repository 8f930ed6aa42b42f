import { expect, it } from 'vitest';
import type { DiffusionPack } from '../models/pack.ts';
import { gaussianPack } from '../pipelines/gaussian-pack.test-support.ts';
import { rehearse } from './warm-up.ts';

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
