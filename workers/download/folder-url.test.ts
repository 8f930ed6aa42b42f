import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { afterEach, expect, test, vi } from 'vitest';
import { listFolder } from './folder-url.ts';

const FOLDER = 'https://host.example/models/one/';
const OPTIONS = { stallMs: 1000, backoffMs: 1 };

/** A pack of the layout tests by its paths: weights of each graph in three files. */
function threeFiles(): Map<string, Uint8Array<ArrayBuffer>> {
  const zip = readFileSync(new URL('../../e2e/packs/layouts/three-files-9.zip', import.meta.url));
  const entries = Object.entries(unzipSync(new Uint8Array(zip)));
  return new Map(
    entries.map(([path, body]) => [path.slice(path.indexOf('/') + 1), new Uint8Array(body)] as const),
  );
}

/** A host that cannot list; the graphs that were read as a whole. */
function serve(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, sizes: Record<string, number> = {}) {
  const read: string[] = [];
  vi.stubGlobal('fetch', async (url: string, { headers }: RequestInit) => {
    const path = url.slice(FOLDER.length);
    const body = files.get(path);
    if (!body) return new Response(null, { status: 404 });
    if (!headers) {
      read.push(path);
      return new Response(body);
    }
    const range = `bytes 0-0/${sizes[path] ?? body.length}`;
    return new Response(body.slice(0, 1), { status: 206, headers: { 'Content-Range': range } });
  });
  return read;
}

afterEach(() => vi.unstubAllGlobals());

test('weights are asked for under the names that the graphs have for them, in however many files', async () => {
  const files = threeFiles();
  serve(files);
  const { files: listed } = await listFolder(FOLDER, OPTIONS);
  expect(listed.map(({ path }) => path).sort()).toEqual([...files.keys()].sort());
  for (const { path, bytes } of listed) expect(bytes, path).toBe(files.get(path)?.length);

  // The same under another name of the same length.
  const renamed = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [path, body] of files) {
    const text = Buffer.from(body).toString('latin1').replaceAll('model.onnx_data', 'block.weights_0');
    renamed.set(
      path.replace('model.onnx_data', 'block.weights_0'),
      Uint8Array.from(Buffer.from(text, 'latin1')),
    );
  }
  serve(renamed);
  const again = (await listFolder(FOLDER, OPTIONS)).files.map(({ path }) => path);
  expect(again.filter((path) => path.startsWith('unet/block.weights_0')).sort()).toEqual(
    ['', '_1', '_2'].map((end) => `unet/block.weights_0${end}`),
  );
  expect(again.sort()).toEqual([...renamed.keys()].sort());
});

test('weights that a graph names and that are not there are named', async () => {
  const files = threeFiles();
  files.delete('vae_decoder/model.onnx_data_2');
  serve(files);
  await expect(listFolder(FOLDER, OPTIONS)).rejects.toMatchObject({
    code: 'model-missing',
    detail: { what: 'vae_decoder/model.onnx_data_2' },
  });
});

test('a graph with its weights inside is not read to be listed', async () => {
  const files = threeFiles();
  const read = serve(files, { 'unet/model.onnx': 1.7e9 });
  const { files: listed } = await listFolder(FOLDER, OPTIONS);
  expect(read).not.toContain('unet/model.onnx');
  expect(read).toContain('vae_encoder/model.onnx');
  expect(listed.map(({ path }) => path).filter((path) => path.startsWith('unet/'))).toEqual([
    'unet/model.onnx',
    'unet/model.onnx_data',
    'unet/config.json',
  ]);
});
