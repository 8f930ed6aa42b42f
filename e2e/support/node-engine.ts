import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type LoadedPack, loadPack } from '../../workers/inference/models/load.ts';
import type { DiffusionPack } from '../../workers/inference/models/pack.ts';
import { openPackFiles, type PackFiles } from '../../workers/inference/models/pack-files.ts';
import { type FileStore, openStore } from '../../workers/inference/models/store.ts';
import { loadOrt, type Ort } from '../../workers/inference/runtime/ort.ts';
import type { SessionHost } from '../../workers/inference/runtime/session.ts';

/** Packs of random weights under `e2e/packs`; the tiny ones are diffusers' own networks. */
export type TestPack = 'nano' | 'nano-4ch' | 'tiny' | 'tiny-4ch';

const WASM = '../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm';

let ort: Promise<Ort> | null = null;

/** The real runtime on WebAssembly, one thread, in Node; loaded once a test file. */
export async function nodeHost(): Promise<Omit<SessionHost, 'addRunMs'>> {
  ort ??= loadOrt('asyncify', 1, readFileSync(new URL(WASM, import.meta.url)));
  return { ort: await ort, device: null, isLost: () => false };
}

/** Folder of a test pack, as a URL. */
export function packFolder(name: TestPack): string {
  return new URL(`../packs/${name}/`, import.meta.url).href;
}

/** `fetch` for `file:` addresses. */
export const fetchFile: typeof fetch = async (input) => {
  const bytes = await readFile(new URL(String(input))).catch(() => null);
  return bytes ? new Response(bytes) : new Response(null, { status: 404 });
};

export function nodeStore(): Promise<FileStore> {
  return openStore(undefined, fetchFile);
}

export async function openNano(name: TestPack = 'nano'): Promise<PackFiles> {
  return openPackFiles(await nodeStore(), packFolder(name), () => undefined);
}

export type LoadedNano = LoadedPack & { readonly pack: DiffusionPack };

/** A test pack on the real runtime. */
export async function loadNano(name: TestPack = 'nano', pad = false): Promise<LoadedNano> {
  const { pack, ...rest } = await loadPack(await openNano(name), await nodeHost(), { padConvolutions: pad });
  if (pack.kind === 'eraser') throw new Error(`${name} is no diffusion pack`);
  return { pack, ...rest };
}
