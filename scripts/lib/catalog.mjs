import { importTypeScript } from './typescript.mjs';

const OPTIONS = { stallMs: 30_000, backoffMs: 1000 };

/**
 * What a hub tells of each known model.
 *
 * @param {string} hub
 * @param {{ backoffMs: number, stallMs: number }} [options]
 */
export async function checkCatalog(hub, options = OPTIONS) {
  /** @type {typeof import('../../workers/shared/known-models.ts')} */
  const { builtInPin, KNOWN_MODELS } = await importTypeScript('workers/shared/known-models.ts');
  /** @type {typeof import('../../workers/shared/stored-model.ts')} */
  const { hubModelId, modelBytes } = await importTypeScript('workers/shared/stored-model.ts');
  /** @type {typeof import('../../workers/shared/model-layout.ts')} */
  const { recogniseModel } = await importTypeScript('workers/shared/model-layout.ts');
  /** @type {typeof import('../../workers/download/hub.ts')} */
  const { listHubRepository } = await importTypeScript('workers/download/hub.ts');
  const rows = [];
  for (const { name, license, source } of KNOWN_MODELS) {
    const id = hubModelId(source);
    const pin = builtInPin(id);
    const revision = pin?.commit ?? source.revision;
    try {
      const listing = await listHubRepository({ ...source, revision, hub }, options);
      const paths = listing.files.map((file) => file.path);
      const layout = recogniseModel(paths, source.file);
      const files = listing.files.filter((file) => layout.paths.includes(file.path));
      const problem =
        pin && JSON.stringify(pin.files) !== JSON.stringify(files) ? 'not what is pinned' : null;
      const size = modelBytes(files);
      const told = listing.license;
      rows.push({
        id,
        name,
        license,
        told,
        commit: listing.commit,
        files,
        size,
        pinned: pin !== null,
        problem,
      });
    } catch (error) {
      rows.push({
        id,
        name,
        license,
        told: '',
        commit: null,
        files: [],
        size: 0,
        pinned: pin !== null,
        problem: String(error),
      });
    }
  }
  return rows;
}
