import { describe, expect, it, vi } from 'vitest';
import type { PackFiles } from '../models/pack-files.ts';
import { createSessionPool } from './session-pool.ts';

const log: string[] = [];
let lean = false;

vi.mock('../models/load.ts', () => ({
  loadPack: async ({ manifest }: PackFiles, _host: unknown, options: { lean?: boolean }) => {
    log.push(`load ${manifest.id}`);
    return {
      pack: {},
      info: { manifest, unetChannels: 9, runs: { lean: lean || options.lean } },
      release: async () => void log.push(`release ${manifest.id}`),
    };
  },
}));

const files = (id: string) => async () =>
  ({
    manifest: { id, ...(id.startsWith('eraser') && { graphs: { eraser: 'model.onnx' } }) },
    prefetch: async () => undefined,
  }) as unknown as PackFiles;

function pool(tight: readonly string[] = []) {
  log.length = 0;
  const created = createSessionPool(
    { isLost: () => false } as unknown as Parameters<typeof createSessionPool>[0],
    { padConvolutions: false },
    tight,
  );
  const acquire = (id: string) => created.acquire(id, files(id), () => undefined);
  return Object.assign(acquire, { held: created.held });
}

describe('the pool of sessions', () => {
  it('keeps a diffusion pack and an eraser side by side, and one of each', async () => {
    const acquire = pool();
    for (const id of ['a', 'eraser', 'a', 'eraser']) await acquire(id);
    expect(log).toEqual(['load a', 'load eraser']);
    await acquire('b');
    await acquire('eraser2');
    expect(log.slice(2)).toEqual(['release a', 'load b', 'release eraser', 'load eraser2']);
    expect(acquire.held()).toEqual(['b', 'eraser2']);
  });

  it('keeps one alone where memory is short', async () => {
    const tight = pool(['a']);
    for (const id of ['eraser', 'a']) await tight(id);
    expect(log).toEqual(['load eraser', 'release eraser', 'load a']);
    expect(tight.held()).toEqual(['a']);
    lean = true;
    const acquire = pool();
    for (const id of ['a', 'eraser']) await acquire(id);
    lean = false;
    expect(log).toEqual(['load a', 'release a', 'load eraser']);
  });
});
