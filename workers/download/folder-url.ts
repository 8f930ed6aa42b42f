import type { DownloadOptions } from '../shared/download-protocol.ts';
import { LacunaError } from '../shared/errors.ts';
import { externalNames } from '../onnx/external.ts';
import { type ModelFile, modelIdFrom } from '../shared/stored-model.ts';
import { checkedBase, getJson, getResponse, hostOf, HttpError, isPage } from './http.ts';
import type { Listing } from './hub.ts';
import { retrying } from './retry.ts';

/** Looking something up takes no longer than its tries. */
const NEVER = new AbortController().signal;

/** What may lie in a folder that cannot be listed; each is asked for, and the weights that each graph names. */
const COMPONENTS = ['unet', 'text_encoder', 'vae_encoder', 'vae_decoder'];
const CONFIGS = [
  ...COMPONENTS.map((folder) => `${folder}/config.json`),
  'vae/config.json',
  'model_index.json',
  'scheduler/scheduler_config.json',
  'tokenizer/tokenizer.json',
  'tokenizer/tokenizer_config.json',
  'tokenizer/special_tokens_map.json',
  'tokenizer/vocab.json',
  'tokenizer/merges.txt',
];

/** A larger graph has weights inside and is not read to be listed; a Stable Diffusion U-Net without them takes 2 MB. */
const MOST_GRAPH_BYTES = 16e6;
/** A connection slower than this is taken for one that fell silent. */
const SLOWEST_BYTES_PER_MS = 20;
/** What the rest of its weights may be called. */
const USUAL_WEIGHTS = ['model.onnx_data', 'weights.pb'];

/**
 * Lists a folder on any web host. Its `lacuna.json` names files, sizes and hashes; without one the usual names of the
 * diffusers layout are asked for one by one, weights under the names that the graphs have for them, and hashes are
 * recorded at the first download. The address of an `.onnx` file is a model of one graph.
 *
 * @throws LacunaError `model-address`, `model-missing`, `pack-invalid`, and what `retrying` throws
 */
export async function listFolder(address: string, options: DownloadOptions): Promise<Listing> {
  const url = new URL(checkedBase(address));
  const path = decodeURIComponent(url.pathname);
  const name = path.split('/').filter(Boolean).at(-1) ?? url.host;
  const about = { name, id: modelIdFrom(`${url.host}${path}`), license: '', commit: null };
  if (url.pathname.endsWith('.onnx')) {
    const bytes = await sizeOf(url.href, options);
    if (bytes === null) throw new LacunaError('model-missing', `there is no ${name}`, { what: name });
    return { ...about, files: [{ path: name, bytes, sha256: null, gitSha1: null }] };
  }
  const folder = `${url.href}/`;
  const listed = await filesOfManifest(folder, options);
  if (listed) return { ...about, files: listed };
  const files: ModelFile[] = [];
  const probe = async (path: string) => {
    const bytes = await sizeOf(new URL(path, folder).href, options);
    if (bytes !== null) files.push({ path, bytes, sha256: null, gitSha1: null });
    return bytes;
  };
  for (const component of COMPONENTS) {
    const graph = `${component}/model.onnx`;
    const bytes = await probe(graph);
    if (bytes === null) continue;
    const url = new URL(graph, folder).href;
    const named = bytes > MOST_GRAPH_BYTES ? null : await weightsOf(url, bytes, options);
    for (const name of named ?? USUAL_WEIGHTS) {
      const path = `${component}/${name}`;
      if ((await probe(path)) === null && named) {
        throw new LacunaError('model-missing', `${graph} needs ${path}, which is not there`, { what: path });
      }
    }
  }
  for (const path of CONFIGS) await probe(path);
  return { ...about, files };
}

/** Names of the files that the weights of a remote graph of so many bytes lie in. */
function weightsOf(url: string, bytes: number, options: DownloadOptions): Promise<ReadonlySet<string>> {
  const patienceMs = options.stallMs + Math.ceil(bytes / SLOWEST_BYTES_PER_MS);
  const now = async () => {
    const response = await getResponse(url, { signal: AbortSignal.timeout(patienceMs) });
    return externalNames(new Uint8Array(await response.arrayBuffer()));
  };
  return retrying(now, url, options, NEVER);
}

/** The files a folder's own `lacuna.json` names, itself included; null without one. */
async function filesOfManifest(
  folder: string,
  options: DownloadOptions,
): Promise<readonly ModelFile[] | null> {
  const url = new URL('lacuna.json', folder).href;
  const bytes = await sizeOf(url, options);
  if (bytes === null) return null;
  const json = await retrying(() => getJson(url, AbortSignal.timeout(options.stallMs)), url, options, NEVER);
  const { files } = json as { readonly files?: readonly Record<string, unknown>[] };
  if (!Array.isArray(files)) return null;
  return [{ path: 'lacuna.json', bytes, sha256: null, gitSha1: null }, ...files.map(listedFile)];
}

function listedFile({ path, bytes, sha256 }: Record<string, unknown>): ModelFile {
  if (typeof path !== 'string' || typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 0) {
    throw new LacunaError('pack-invalid', 'a file without path or size', { what: 'files' });
  }
  const known = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  return { path, bytes, sha256: known ? sha256 : null, gitSha1: null };
}

/** Size of a remote file, asked for with a range of one byte; null where there is none. */
function sizeOf(url: string, options: DownloadOptions): Promise<number | null> {
  return retrying(() => sizeNow(url, options.stallMs), url, options, NEVER);
}

async function sizeNow(url: string, stallMs: number): Promise<number | null> {
  const abort = new AbortController();
  try {
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(stallMs)]);
    const response = await getResponse(url, { headers: { Range: 'bytes=0-0' }, signal });
    // Hosts that answer every address with the same document have no such file.
    if (isPage(response)) return null;
    const total = response.headers.get('Content-Range')?.match(/\/(\d+)$/)?.[1];
    const length = total ?? (response.status === 200 ? response.headers.get('Content-Length') : null);
    if (length === null || length === undefined) {
      throw new LacunaError('model-host-unfit', `${url} does not tell its size`, { host: hostOf(url) });
    }
    return Number(length);
  } catch (thrown) {
    if (thrown instanceof HttpError && [403, 404, 410].includes(thrown.status)) return null;
    throw thrown;
  } finally {
    // The rest of an answer without ranges is not wanted.
    abort.abort();
  }
}
