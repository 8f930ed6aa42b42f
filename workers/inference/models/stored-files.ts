import { LacunaError } from '../../shared/errors.ts';
import {
  MODEL_FOLDER,
  MODEL_SUBFOLDERS,
  type ModelRecord,
  type ModelSource,
} from '../../shared/stored-model.ts';
import { componentBytes, graphPath, type PackFiles, weightsBeside } from './pack-files.ts';

/** Largest file of a graph itself: it goes through the runtime's heap as one piece; weights beside it do not. */
const MOST_GRAPH_BYTES = 2 ** 31 - 1;

/**
 * Opens a model of the store that the download worker keeps. Its weights are handed over as files, read piece by piece
 * where the runtime can do that. They were verified when they were stored.
 *
 * @throws LacunaError `pack-unknown` when there is no such model or it is not complete; when a file is gone `model-damaged`,
 * and `model-import-again` where it came from this machine; `pack-invalid`
 */
export async function openStoredFiles(id: string): Promise<PackFiles> {
  const unknown = () => new LacunaError('pack-unknown', `there is no complete model ${id}`, { pack: id });
  const root = await navigator.storage.getDirectory();
  const folder = async (name: string) =>
    (await root.getDirectoryHandle(MODEL_FOLDER)).getDirectoryHandle(name);
  const record = await folder(MODEL_SUBFOLDERS.records)
    .then((records) => records.getFileHandle(`${id}.json`))
    .then((handle) => handle.getFile())
    .then(async (file) => JSON.parse(await file.text()) as ModelRecord)
    .catch(() => null);
  const manifest = record?.manifest;
  if (record?.state !== 'ready' || !manifest) throw unknown();
  const { source } = record;
  const kept = await folder(MODEL_SUBFOLDERS.files);

  async function find(path: string): Promise<File> {
    const entry = record?.files.find((file) => file.path === path);
    if (!entry) throw new LacunaError('pack-invalid', `the model has no ${path}`, { path });
    const handle = await kept.getFileHandle(entry.sha256 ?? '').catch(() => null);
    const file = await handle?.getFile();
    if (file?.size !== entry.bytes) throw gone(source, path);
    return file;
  }

  return {
    manifest,
    has: (path) => record.files.some((file) => file.path === path),
    text: async (path) => (await find(path)).text(),
    async graph(component) {
      const path = graphPath(manifest, component);
      const file = await find(path);
      if (file.size > MOST_GRAPH_BYTES) {
        throw new LacunaError('model-unsupported', `${path} is one file of ${file.size} bytes`, {
          what: 'weights inside the graph, over 2 GB',
        });
      }
      const external = [];
      for (const { name, file: entry } of weightsBeside(manifest, path)) {
        external.push({ path: name, data: await find(entry.path) });
      }
      return { model: new Uint8Array(await file.arrayBuffer()), external };
    },
    bytes: (component) => componentBytes(manifest, component),
    prefetch: async () => undefined,
  };
}

/** What can be done depends on where the model came from: nothing can be downloaded of one of this machine. */
function gone(source: ModelSource, path: string): LacunaError {
  return source.kind === 'import'
    ? new LacunaError('model-import-again', `${path} is gone`, { name: source.name })
    : new LacunaError('model-damaged', `${path} is gone`, { what: path });
}
