import { expect, it } from 'vitest';
import { fileCacheKey } from '../../workers/shared/file-cache.ts';
import { modelsKept } from './models-kept.ts';

const PAGE = 'https://page/lacuna/';
const at = (path: string) => `${PAGE}${path}`;

/** Everything that a fill needs: a runtime, the list of packs, the first pack with a file that lies in another folder, and the eraser. */
function everything(): Map<string, unknown> {
  return new Map<string, unknown>([
    [
      at('runtime/runtime.json'),
      { builds: { jspi: { file: 'a.bin', sha256: 'r1' }, webgpu: { file: 'b.bin', sha256: 'r2' } } },
    ],
    [fileCacheKey(at('runtime/b.bin'), 'r2'), null],
    [at('models/index.json'), { packs: ['small', 'other', 'eraser'] }],
    [
      at('models/small/lacuna.json'),
      {
        files: [
          { path: 'unet/model.onnx', sha256: 'u' },
          { path: 'vae/model.onnx', source: '../shared/vae.onnx', sha256: 'v' },
        ],
      },
    ],
    [at('models/other/lacuna.json'), { files: [{ path: 'unet/model.onnx', sha256: 'o' }] }],
    [
      at('models/eraser/lacuna.json'),
      {
        graphs: { eraser: 'eraser/model.onnx' },
        files: [{ path: 'eraser/model.onnx', sha256: 'e' }],
      },
    ],
    [fileCacheKey(at('models/eraser/eraser/model.onnx'), 'e'), null],
    [fileCacheKey(at('models/small/unet/model.onnx'), 'u'), null],
    [fileCacheKey(at('models/shared/vae.onnx'), 'v'), null],
  ]);
}

function kept(entries: Map<string, unknown>, has = true): Promise<boolean> {
  const cache = {
    keys: async () => [...entries.keys()].map((url) => ({ url })),
    match: async (url: URL) =>
      entries.has(url.href) ? { json: async () => entries.get(url.href) } : undefined,
  };
  return modelsKept(PAGE, { has: async () => has, open: async () => cache } as unknown as CacheStorage);
}

it('is true of one runtime and the whole of the first pack and of the eraser', async () => {
  expect(await kept(everything())).toBe(true);
});

it.each([...everything().keys()])('is false without %s', async (missing) => {
  const entries = everything();
  entries.delete(missing);
  expect(await kept(entries)).toBe(false);
});

it('is false of a file of another release', async () => {
  const entries = everything();
  entries.delete(fileCacheKey(at('models/small/unet/model.onnx'), 'u'));
  entries.set(fileCacheKey(at('models/small/unet/model.onnx'), 'older'), null);
  expect(await kept(entries)).toBe(false);
});

it('opens nothing where nothing was kept', async () => {
  expect(await kept(everything(), false)).toBe(false);
});
