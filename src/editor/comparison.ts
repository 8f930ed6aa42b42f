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

/** The divider does not begin closer to the view's edge than this share of its width. */
const RIM = 0.05;

export interface CompareHost {
  comparison(): Comparison;
  /** Shows another comparison. */
  show(next: Comparison): void;
  document(): OpenDocument | null;
  onShow(): OnShow;
  /** Where a column, in source coordinates, is on the screen, as a share of the view's width; outside 0..1 it is out of sight. */
  shareOf(column: number): number;
}

/** The calls of the editor that concern before and after. */
export function createCompareCalls({
  comparison,
  show,
  document,
  onShow,
  shareOf,
}: CompareHost): Pick<EditorApi, 'setComparing' | 'setCompareMode' | 'setWipe' | 'countChanges'> {
  return {
    setComparing(held) {
      if (held !== comparison().held) show({ ...comparison(), held });
    },
    setCompareMode(mode) {
      const before = comparison();
      if (mode === before.mode) return;
      const newest = before.mode === 'off' && document()?.fillsOnShow(onShow()).at(-1);
      // A divider far from what has changed would show no difference.
      const share = newest ? shareOf(newest.rect.x + newest.rect.width / 2) : before.wipe;
      const wipe = share > RIM && share < 1 - RIM ? share : before.wipe;
      show({ ...before, mode, wipe });
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
