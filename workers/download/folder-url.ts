import { LacunaError } from '../shared/errors.ts';
import { type ModelFile, modelIdFrom } from '../shared/stored-model.ts';
import { getJson, getResponse, HttpError } from './http.ts';
import type { Listing } from './hub.ts';

/** What may lie in a folder that cannot be listed; each is asked for. */
const PROBED = [
  ...['unet', 'text_encoder', 'vae_encoder', 'vae_decoder'].flatMap((folder) => [
    `${folder}/model.onnx`,
    `${folder}/model.onnx_data`,
    `${folder}/weights.pb`,
    `${folder}/config.json`,
  ]),
  'model_index.json',
  'scheduler/scheduler_config.json',
  'tokenizer/tokenizer.json',
  'tokenizer/tokenizer_config.json',
  'tokenizer/special_tokens_map.json',
  'tokenizer/vocab.json',
  'tokenizer/merges.txt',
];

/**
 * Lists a folder on any web host. Its `lacuna.json` names files, sizes and hashes; without one the usual names of the
 * diffusers layout are asked for one by one, and hashes are recorded at the first download. The address of an `.onnx`
 * file is a model of one graph.
 *
 * @throws LacunaError `model-address`, `model-unreachable`, `model-missing`
 */
export async function listFolder(address: string): Promise<Listing> {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new LacunaError('model-address', `${address} is no web address`, { address });
  }
  const url = new URL(address);
  const name = decodeURIComponent(url.pathname.split('/').filter(Boolean).at(-1) ?? url.host);
  const about = { name, id: modelIdFrom(`${url.host}-${name}`), license: '', commit: null };
  if (url.pathname.endsWith('.onnx')) {
    const bytes = await sizeOf(url.href);
    if (bytes === null) throw new LacunaError('model-missing', `there is no ${name}`, { what: name });
    return { ...about, files: [{ path: name, bytes, sha256: null, gitSha1: null }] };
  }
  const folder = url.href.endsWith('/') ? url.href : `${url.href}/`;
  const listed = await filesOfManifest(folder);
  if (listed) return { ...about, files: listed };
  const files: ModelFile[] = [];
  for (const path of PROBED) {
    const bytes = await sizeOf(new URL(path, folder).href);
    if (bytes !== null) files.push({ path, bytes, sha256: null, gitSha1: null });
  }
  return { ...about, files };
}

/** The files a folder's own `lacuna.json` names, itself included; null without one. */
async function filesOfManifest(folder: string): Promise<readonly ModelFile[] | null> {
  const url = new URL('lacuna.json', folder).href;
  const bytes = await sizeOf(url);
  if (bytes === null) return null;
  const { files } = (await getJson(url)) as { readonly files?: readonly Record<string, unknown>[] };
  if (!Array.isArray(files)) return null;
  return [
    { path: 'lacuna.json', bytes, sha256: null, gitSha1: null },
    ...files.map((file) => ({
      path: String(file.path),
      bytes: Number(file.bytes),
      sha256: typeof file.sha256 === 'string' ? file.sha256 : null,
      gitSha1: null,
    })),
  ];
}

/** Size of a remote file, asked for with a range of one byte; null where there is none. */
async function sizeOf(url: string): Promise<number | null> {
  const abort = new AbortController();
  try {
    const response = await getResponse(url, { headers: { Range: 'bytes=0-0' }, signal: abort.signal });
    const total = response.headers.get('Content-Range')?.match(/\/(\d+)$/)?.[1];
    const length = total ?? (response.status === 200 ? response.headers.get('Content-Length') : null);
    // A page in place of a file: hosts that answer every address with the same document.
    if (response.headers.get('Content-Type')?.startsWith('text/html')) return null;
    if (length === null || length === undefined) {
      throw new LacunaError('model-unreachable', `${url} does not tell its size`, {
        host: new URL(url).host,
        status: 200,
      });
    }
    return Number(length);
  } catch (thrown) {
    if (thrown instanceof HttpError && (thrown.status === 404 || thrown.status === 403)) return null;
    throw thrown;
  } finally {
    abort.abort();
  }
}
