import { inSlices } from '../lib/in-slices.ts';
import { countChanges } from './document/count-changes.ts';
import type { OnShow, OpenDocument } from './document/open-document.ts';
import type { CompareMode, EditorApi } from './ports.ts';

/** How before and after are on show. */
export interface Comparison {
  /** True while the original alone is looked at; that goes before the mode. */
  readonly held: boolean;
  readonly mode: CompareMode;
  /** Where the wipe's divider is, as a share of the view's width. */
  readonly wipe: number;
}

export const NO_COMPARISON: Comparison = { held: false, mode: 'off', wipe: 0.5 };

export interface CompareHost {
  comparison(): Comparison;
  /** Shows another comparison. */
  show(next: Comparison): void;
  document(): OpenDocument | null;
  onShow(): OnShow;
}

/** The calls of the editor that concern before and after. */
export function createCompareCalls({
  comparison,
  show,
  document,
  onShow,
}: CompareHost): Pick<EditorApi, 'setComparing' | 'setCompareMode' | 'setWipe' | 'countChanges'> {
  return {
    setComparing(held) {
      if (held !== comparison().held) show({ ...comparison(), held });
    },
    setCompareMode(mode) {
      if (mode !== comparison().mode) show({ ...comparison(), mode });
    },
    setWipe(share) {
      const wipe = Math.min(1, Math.max(0, share));
      if (wipe !== comparison().wipe) show({ ...comparison(), wipe });
    },
    async countChanges(signal) {
      const open = document();
      if (!open) return null;
      const shown = onShow();
      const source = {
        grid: open.grid,
        fills: open.fillsOnShow(shown),
        before: (index: number) => open.sourceAt(index),
        after: (index: number) => open.tileAt(index, shown),
      };
      return inSlices(countChanges(source), signal);
    },
  };
}
