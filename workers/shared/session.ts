import type { Rect } from './geometry/rect.ts';
import type { ChainStage, FillJob } from './job.ts';
import type { FillEdge } from './stitch.ts';

/** A fill without its pixels: numbers name the byte blobs that hold them. Rectangles are in source coordinates. */
export interface SavedFill {
  readonly id: string;
  readonly rect: Rect;
  readonly patch: number;
  readonly stitch: number;
  readonly hole: number;
  readonly made: number;
  readonly job: Omit<FillJob, 'window'>;
  readonly seed: number;
  readonly chain: readonly ChainStage[];
  readonly edge: FillEdge;
  readonly visible: boolean;
}

/**
 * One edit of a document as it is kept. `mask` lists the tiles whose values changed; their deltas stand in the same order
 * in the record.
 */
export type SavedEdit =
  | {
      readonly kind: 'change' | 'ground';
      readonly mask: readonly number[];
      readonly fills: readonly SavedFill[] | null;
      readonly frame: Rect | null;
    }
  | { readonly kind: 'undo' | 'redo' }
  | { readonly kind: 'back'; readonly entries: number };

/** Bytes that a record brings along for fills to name. */
export interface SavedBlob {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What is written at once: an edit with everything that it needs and that was not written before. */
export interface SessionRecord {
  readonly edit: SavedEdit;
  readonly deltas: readonly Uint8Array<ArrayBuffer>[];
  readonly blobs: readonly SavedBlob[];
}

/** Work of an earlier visit that no open tab holds. */
export interface SessionInfo {
  readonly id: string;
  readonly name: string;
  /** Edits that were kept. */
  readonly edits: number;
  /** Milliseconds since 1970 of the last edit. */
  readonly changedAt: number;
}
