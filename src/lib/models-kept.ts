import type { PackIndex, PackManifest } from '../../workers/shared/catalog.ts';
import { FILE_CACHE, fileCacheKey } from '../../workers/shared/file-cache.ts';

interface RuntimeManifest {
  readonly builds: Readonly<Record<string, { readonly file: string; readonly sha256: string }>>;
}

/**
 * True when a runtime build and every file of the best embedded pack and of the embedded eraser are in the cache: what a
 * fill needs offline.
 */
export async function modelsKept(baseUrl: string, storage: CacheStorage = caches): Promise<boolean> {
  // Opening would create it.
  if (!(await storage.has(FILE_CACHE))) return false;
  const cache = await storage.open(FILE_CACHE);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  const json = async <T>(url: URL) => (await (await cache.match(url))?.json()) as T | undefined;
  const has = (file: string, folder: URL, sha256: string) =>
    kept.has(fileCacheKey(new URL(file, folder).href, sha256));

  const runtimeFolder = new URL('runtime/', baseUrl);
  const runtime = await json<RuntimeManifest>(new URL('runtime.json', runtimeFolder));
  const builds = Object.values(runtime?.builds ?? {});
  if (!builds.some((build) => has(build.file, runtimeFolder, build.sha256))) return false;

  const models = new URL('models/', baseUrl);
  const packs = (await json<PackIndex>(new URL('index.json', models)))?.packs ?? [];
  for (const [index, pack] of packs.entries()) {
    const folder = new URL(`${pack}/`, models);
    const manifest = await json<PackManifest>(new URL('lacuna.json', folder));
    if (!manifest) return false;
    const needed = index === 0 || manifest.graphs?.eraser !== undefined;
    if (needed && !manifest.files.every((file) => has(file.source ?? file.path, folder, file.sha256)))
      return false;
  }
  return packs.length > 0;
}
