import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { MaskChange } from '../mask/mask-layer.ts';
import type { FillEntry } from '../ports.ts';

/** What a document is like after an edit, as far as it changed; everything in source coordinates. */
export interface EditResult {
  readonly mask: MaskChange | null;
  readonly fills: readonly FillEntry[] | null;
  readonly frame: Rect | null;
}

/**
 * Everything that can happen to a document. The edits of a session, replayed in order on the opened picture, give the
 * same document with the same history: this is what is kept for the next visit.
 *
 * `change` is one undo entry; `ground` replaces what is there and starts the history anew (a mask in it is the change
 * from the mask before); `back` takes entries back as if they had never been.
 */
export type DocumentEdit =
  | ({ readonly kind: 'change' | 'ground' } & EditResult)
  | { readonly kind: 'undo' | 'redo' }
  | { readonly kind: 'back'; readonly entries: number };
