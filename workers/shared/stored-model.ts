import type { PackManifest } from './catalog.ts';
import type { WireError } from './errors.ts';

/** A repository of a hub, or a part of it. */
export interface HubSource {
  readonly kind: 'hub';
  /** Base URL of the hub, or of a mirror. */
  readonly hub: string;
  readonly repo: string;
  readonly revision: string;
  /** The folder that is the model, where it is not the whole repository. */
  readonly folder?: string | undefined;
  /** The graph, where a folder holds several models of one graph. */
  readonly file?: string | undefined;
}

/** Where a model comes from. */
export type ModelSource =
  | HubSource
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'import'; readonly name: string };

/** `paused` also after a cut, a reload or a crash: what was verified is kept. */
export type ModelState = 'paused' | 'downloading' | 'verifying' | 'ready' | 'damaged';

export interface ModelFile {
  /** Path inside the model's folder. */
  readonly path: string;
  readonly bytes: number;
  /** Hex SHA-256 of the whole file; null until it was read once, where the source does not tell it. */
  readonly sha256: string | null;
  /** Hex SHA-1 of a git blob, which hubs tell for small files. */
  readonly gitSha1: string | null;
}

/** One graph that takes image and mask and gives the image back, or the parts of a diffusion pipeline. */
export type ModelKind = 'diffusion' | 'eraser';

/** What the store knows of one model; kept as JSON beside the bytes. */
export interface ModelRecord {
  readonly schema: 1;
  readonly id: string;
  readonly name: string;
  readonly license: string;
  readonly kind: ModelKind;
  readonly source: ModelSource;
  /** The commit that a hub's revision stood for at the first click; pinned from then on. */
  readonly commit: string | null;
  readonly files: readonly ModelFile[];
  readonly state: ModelState;
  /** Bytes that are here, of the sum of `files`. */
  readonly loadedBytes: number;
  /** Why it is not going on, or not yet. */
  readonly error: Omit<WireError, 'stack'> | null;
  /** What the pack says of itself, read from its configs as soon as they are here; null before. */
  readonly manifest: PackManifest | null;
}

/** Folder of the origin-private file system that holds everything of this store. */
export const MODEL_FOLDER = 'lacuna-models';
/** Below it: records by model id, whole verified files by SHA-256, files on their way, pins of known models. */
export const MODEL_SUBFOLDERS = {
  records: 'records',
  files: 'files',
  partial: 'partial',
  pins: 'pins',
} as const;

/** A pack address of the engine that means a model of this store. */
export function storedAddress(id: string): string {
  return `stored:${id}`;
}

/** The model id in a pack address, or null for an address of another kind. */
export function storedId(address: string): string | null {
  const id = address.startsWith('stored:') ? address.slice('stored:'.length) : null;
  return id !== null && isModelId(id) ? id : null;
}

/** Ids are file names. */
export function isModelId(id: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,95}$/.test(id);
}

/** An id for a model from its source's name: lower case, nothing but letters, digits, dots, dashes. */
export function modelIdFrom(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 90);
  return id === '' ? 'model' : id;
}

/** The id of what a hub source names. The usual revision goes without saying. */
export function hubModelId({ repo, revision, folder, file }: Omit<HubSource, 'kind' | 'hub'>): string {
  const parts = [repo, revision === 'main' ? undefined : revision, folder, file];
  return modelIdFrom(parts.filter((part) => part !== undefined).join('-'));
}

/** Bytes of all files of a model. */
export function modelBytes(files: readonly ModelFile[]): number {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}
