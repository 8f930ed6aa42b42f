import { LacunaError } from '../../shared/errors.ts';
import type { FileStore } from '../models/store.ts';
import type { RuntimeBuild } from '../runtime/ort.ts';

interface RuntimeManifest {
  readonly version: string;
  readonly builds: Readonly<
    Record<RuntimeBuild, { readonly file: string; readonly bytes: number; readonly sha256: string }>
  >;
}

/** The inflated WebAssembly of a build, and the runtime's version. `onBytes` gets loaded and total compressed bytes. */
export async function fetchRuntime(
  store: FileStore,
  baseUrl: string,
  build: RuntimeBuild,
  onBytes: (loaded: number, total: number) => void,
): Promise<{ readonly version: string; readonly wasmBinary: Uint8Array }> {
  const folder = new URL('runtime/', baseUrl);
  const manifest = (await store.json(new URL('runtime.json', folder).href)) as RuntimeManifest;
  const entry = manifest.builds?.[build];
  if (!entry) throw new LacunaError('runtime-failed', `runtime.json has no build ${build}`);
  const file = { url: new URL(entry.file, folder).href, bytes: entry.bytes, sha256: entry.sha256 };
  const packed = await store.bytes(file, (loaded) => onBytes(loaded, entry.bytes));
  await store.keepOnly(folder.href, [file]);
  return { version: manifest.version, wasmBinary: await inflate(packed) };
}

/** Undoes gzip. */
async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
