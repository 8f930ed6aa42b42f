import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { FillJob } from '../../../workers/shared/job.ts';
import type { MaskDraft } from '../mask/mask-layer.ts';
import { clearAll, clearWhere, isBlank } from '../mask/shapes.ts';
import type { EditorApi, StagedFill } from '../ports.ts';
import { acceptedFill, withFill } from './fill-list.ts';
import type { OnShow, OpenDocument } from './open-document.ts';

interface FillTarget {
  document(): OpenDocument | null;
  toSource<T extends { readonly rect: Rect }>(placed: T): T;
  /** Draws something else than the document, or the document again. */
  show(next: OnShow | null): void;
  changed(): void;
}

/**
 * What accepting a fill does to the mask: it goes. Of a growth that was stopped on its way, what it has not reached
 * stays, and the next fill goes on there; once all of it is filled, what was painted before is there again.
 */
function clearing(
  open: OpenDocument,
  { rect, stitch }: StagedFill,
  { intent }: Pick<FillJob, 'intent'>,
): (mask: MaskDraft) => void {
  if (intent !== 'expand') return clearAll;
  return (mask) => {
    clearWhere(mask, rect, stitch.data);
    if (isBlank(mask)) open.wakeMask();
  };
}

/** The editor's calls that show and change fills. */
export function createFillCalls(
  target: FillTarget,
): Pick<EditorApi, 'showStaged' | 'showWithout' | 'acceptFill' | 'changeFill'> {
  const { show, changed } = target;
  return {
    showStaged: (fill, replaces) =>
      show(fill && { staged: target.toSource(fill), replaces: replaces ?? null }),
    showWithout: (id) => show(id === null ? null : { staged: null, replaces: id }),
    acceptFill(fill, job, replaces) {
      const open = target.document();
      if (!open) return;
      show(null);
      const { fills } = open.describe();
      const entry = acceptedFill(fill, job);
      const isReplaced = fills.some(({ id }) => id === replaces);
      if (isReplaced) open.changeFills(withFill(fills, replaces, entry), () => {});
      else open.changeFills([...fills, entry], clearing(open, target.toSource(fill), job));
      changed();
    },
    changeFill(id, change) {
      const open = target.document();
      const { fills } = open?.describe() ?? { fills: [] };
      const fill = fills.find((entry) => entry.id === id);
      if (!open || !fill) return;
      show(null);
      open.changeFills(withFill(fills, id, change && { ...fill, ...change }), () => {});
      changed();
    },
  };
}
