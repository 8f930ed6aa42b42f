import type { PackManifest } from '../shared/catalog.ts';
import type { DownloadOptions } from '../shared/download-protocol.ts';
import { LacunaError } from '../shared/errors.ts';
import { recogniseModel } from '../shared/model-layout.ts';
import { type ModelFile, type ModelRecord, modelBytes } from '../shared/stored-model.ts';
import { describePack } from './describe-pack.ts';
import { obtainFile } from './obtain.ts';
import { fileIn, type Vault } from './vault.ts';

/** Small files are read at once, whatever they say. */
const MOST_CONFIG_BYTES = 10e6;

/** How a record under way is written down, and told of in between. */
export interface FetchHooks {
  keep(record: ModelRecord): Promise<ModelRecord>;
  tell(record: ModelRecord): void;
}

/**
 * Fetches what is missing of a model, file by file, configs first: a model that cannot be run is refused before its
 * weights are fetched.
 *
 * @throws LacunaError what `obtainFile` and `describePack` throw; the signal's reason when aborted
 */
export async function fetchModel(
  vault: Vault,
  start: ModelRecord,
  options: DownloadOptions,
  signal: AbortSignal,
  { keep, tell }: FetchHooks,
): Promise<ModelRecord> {
  let record = await keep({ ...start, state: 'downloading', error: null });
  const order = [...record.files].sort((a, b) => rank(a) - rank(b) || a.bytes - b.bytes);
  let before = 0;
  for (const [i, file] of order.entries()) {
    const isFirstOfWeights = rank(file) === 1 && i > 0 && rank(order[i - 1] as ModelFile) === 0;
    if (isFirstOfWeights) record = { ...record, manifest: await manifestOf(vault, record) };
    const got = await obtainFile(vault, record, file, options, signal, {
      onFetched: (bytes) => tell({ ...record, loadedBytes: before + bytes }),
      onHashed: () => tell({ ...record, state: 'verifying', loadedBytes: before + file.bytes }),
    });
    before += file.bytes;
    const files = record.files.map((entry) => (entry.path === got.path ? got : entry));
    record = await keep({ ...record, files, loadedBytes: before });
  }
  const manifest = await manifestOf(vault, record);
  return keep({ ...record, manifest, state: 'ready', loadedBytes: modelBytes(record.files) });
}

/** What a model says of itself, from those of its small files that are here. @throws LacunaError as `describePack` */
export async function manifestOf(vault: Vault, record: ModelRecord): Promise<PackManifest> {
  const { files, source } = record;
  const wanted = source.kind === 'hub' ? source.file : undefined;
  const layout = recogniseModel(
    files.map((file) => file.path),
    wanted,
  );
  return describePack(record, layout, files, async (path) => {
    const file = files.find((entry) => entry.path === path);
    if (!file || file.sha256 === null) return null;
    const kept = await fileIn(vault.files, file.sha256);
    if (!kept || kept.size > MOST_CONFIG_BYTES) throw badConfig(path);
    try {
      return JSON.parse(await kept.text());
    } catch {
      throw badConfig(path);
    }
  });
}

/** Configs before graphs and weights. */
function rank({ path, bytes }: ModelFile): 0 | 1 {
  return /\.(json|txt)$/.test(path) && bytes <= MOST_CONFIG_BYTES ? 0 : 1;
}

function badConfig(path: string): LacunaError {
  return new LacunaError('pack-invalid', `${path} is not readable JSON`, { what: path });
}
