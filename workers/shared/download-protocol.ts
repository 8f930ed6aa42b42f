import type { ByteSource } from './bytes.ts';
import type { Call } from './protocol.ts';
import type { ModelRecord, ModelSource } from './stored-model.ts';

export interface DownloadOptions {
  /** Silence of a connection, in ms, after which it is given up and tried again. */
  readonly stallMs: number;
  /** First wait before another try, in ms; it doubles each time. */
  readonly backoffMs: number;
}

export const DOWNLOAD_DEFAULTS: DownloadOptions = {
  stallMs: 30_000,
  backoffMs: 1000,
};

/** A file of a local folder or archive, under its path there. What crosses is a `Blob`. */
export interface LocalFile {
  readonly path: string;
  readonly file: ByteSource;
}

/** Calls of the download worker: model files alone ever pass through it, never a pixel, a mask or a prompt. */
export interface DownloadCalls {
  /** First call. */
  start: Call<DownloadOptions, null>;
  /** All models of the store. */
  list: Call<null, readonly ModelRecord[]>;
  /**
   * Looks up what a source holds and keeps it as a paused record, pinned to a commit where the source has commits; no
   * weights are fetched yet. What is pinned is not looked up again. Errors: `model-address`, `model-unreachable`,
   * `model-not-found`, `model-host-busy`, `model-page`, `model-missing`, `model-several`, `model-unsupported`,
   * `pack-invalid`.
   */
  add: Call<{ readonly source: ModelSource }, ModelRecord>;
  /**
   * Fetches what is missing, verifies all, and answers when the model is ready or paused. Goes on where it was, from
   * `hub` where a model of a hub is to come from another mirror now. Errors: as `add`, and `model-changed`,
   * `model-damaged`, `storage-full`, `model-busy`.
   */
  download: Call<{ readonly id: string; readonly hub: string }, ModelRecord>;
  /** Stops what goes on with a model, in whatever tab, at the last whole chunk; nothing of it is lost. */
  pause: Call<{ readonly id: string }, null>;
  /** Stops what goes on with a model, and deletes it and every file no other model needs. */
  remove: Call<{ readonly id: string }, null>;
  /** Reads all files again; chunks that differ are fetched by the next `download`. */
  verify: Call<{ readonly id: string }, ModelRecord>;
  /** Takes over a local folder, or one `.zip`. Errors as `add`, and `storage-full`, `model-file-unreadable`. */
  importFiles: Call<{ readonly name: string; readonly files: readonly LocalFile[] }, ModelRecord>;
  /** The model as one `.zip` with a `lacuna.json`. */
  exportZip: Call<{ readonly id: string }, ByteSource>;
}

export interface DownloadEvents {
  /** A record is new or has changed, in this tab or another. */
  changed: ModelRecord;
  removed: { readonly id: string };
}
