import type { PackFile, PackManifest } from '../../shared/catalog.ts';
import { LacunaError } from '../../shared/errors.ts';
import { parseManifest } from '../../shared/manifest.ts';
import type { ExternalFile } from '../runtime/session.ts';
import type { FileStore, StoredFile } from './store.ts';

/** A pack's files by their path inside the pack. */
export interface PackFiles {
  readonly manifest: PackManifest;
  has(path: string): boolean;
  text(path: string): Promise<string>;
  /** A component's graph and the files of weights beside it. */
  graph(
    component: string,
  ): Promise<{ readonly model: Uint8Array; readonly external: readonly ExternalFile[] }>;
  /** Bytes of a component's graph and of what may be its weights. */
  bytes(component: string): number;
  /** Brings every file into the store. */
  prefetch(): Promise<void>;
}

/**
 * Opens a pack. Throws `pack-invalid`, `pack-fetch-failed`.
 *
 * @param folder the pack's URL, with a slash at the end
 * @param onBytes loaded and total bytes of all files together
 */
export async function openPackFiles(
  store: FileStore,
  folder: string,
  onBytes: (loaded: number, total: number) => void,
): Promise<PackFiles> {
  const manifest = parseManifest(await store.json(new URL('lacuna.json', folder).href));
  const total = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  const loaded = new Map<string, number>();

  function stored(file: PackFile): StoredFile {
    const url = new URL(file.source ?? file.path, folder);
    // Another pack's folder is fine, another host is not.
    if (url.origin !== new URL(folder).origin)
      throw new LacunaError('pack-invalid', `${url.href} is elsewhere`);
    return { url: url.href, bytes: file.bytes, sha256: file.sha256 };
  }

  async function read(file: PackFile): Promise<Uint8Array<ArrayBuffer>> {
    return store.bytes(stored(file), (bytes) => {
      loaded.set(file.path, bytes);
      onBytes(
        [...loaded.values()].reduce((sum, part) => sum + part, 0),
        total,
      );
    });
  }

  function find(path: string): PackFile {
    const file = manifest.files.find((entry) => entry.path === path);
    if (!file) throw new LacunaError('pack-invalid', `the pack has no ${path}`, { path });
    return file;
  }

  return {
    manifest,
    has: (path) => manifest.files.some((file) => file.path === path),
    text: async (path) => new TextDecoder().decode(await read(find(path))),
    async graph(component) {
      const path = graphPath(manifest, component);
      const model = await read(find(path));
      const external: ExternalFile[] = [];
      for (const { name, file } of weightsBeside(manifest, path)) {
        external.push({ path: name, data: await read(file) });
      }
      return { model, external };
    },
    bytes: (component) => componentBytes(manifest, component),
    async prefetch() {
      for (const file of manifest.files) await read(file);
      await store.keepOnly(folder, manifest.files.map(stored));
    },
  };
}

/** Path of a component's graph. */
export function graphPath(manifest: PackManifest, component: string): string {
  return manifest.graphs?.[component] ?? `${component}/model.onnx`;
}

/** Bytes of a component's graph and of the files beside it. */
export function componentBytes(manifest: PackManifest, component: string): number {
  const path = graphPath(manifest, component);
  const graph = manifest.files.find((file) => file.path === path)?.bytes ?? 0;
  return weightsBeside(manifest, path).reduce((sum, { file }) => sum + file.bytes, graph);
}

/** Files in the folder of a graph that may hold its weights, by the name that the graph knows them by. */
export function weightsBeside(
  manifest: PackManifest,
  graph: string,
): readonly { readonly name: string; readonly file: PackFile }[] {
  const folder = graph.slice(0, graph.lastIndexOf('/') + 1);
  return manifest.files.flatMap((file) => {
    const name = file.path.slice(folder.length);
    const inside = file.path.startsWith(folder) && name !== '' && !name.includes('/');
    return inside && !/\.(onnx|json|txt)$/.test(name) ? [{ name, file }] : [];
  });
}
