import { checkLimits } from '../../../workers/shared/geometry/canvas-limits.ts';
import { extendRect, isNoGrowth } from '../../../workers/shared/geometry/growth.ts';
import { isWholeRect, moveRect, rectContains, rectsEqual } from '../../../workers/shared/geometry/rect.ts';
import type { EditorApi } from '../ports.ts';
import type { Workbench } from '../workbench.ts';
import { checkSides } from './check-sides.ts';
import type { OpenDocument } from './open-document.ts';

interface CanvasTarget {
  document(): OpenDocument | null;
  readonly bench: Pick<Workbench, 'interrupt' | 'finish'>;
  /** Runs a change that may give the canvas another frame. */
  reframing<T>(open: OpenDocument, change: () => T): T;
}

/** The editor's calls that change the canvas's size. */
export function createCanvasCalls({
  document,
  bench,
  reframing,
}: CanvasTarget): Pick<EditorApi, 'growCanvas' | 'cropCanvas'> {
  return {
    growCanvas(sides) {
      const open = document();
      if (!open) throw new RangeError('nothing is open');
      checkSides(sides, open.grid.frame);
      if (isNoGrowth(sides)) return () => false;
      const grown = extendRect(open.grid.frame, sides);
      checkLimits(grown.width, grown.height);
      bench.interrupt();
      const takeBack = reframing(open, () => open.grow(sides));
      return () => {
        bench.finish();
        return open === document() && reframing(open, takeBack);
      };
    },
    cropCanvas(rect) {
      const open = document();
      const { x, y } = open?.grid.frame ?? { x: 0, y: 0 };
      const frame = moveRect(rect, x, y);
      if (!open || !isWholeRect(rect) || !rectContains(open.grid.frame, frame)) {
        throw new RangeError('a canvas is cropped to whole pixels inside it');
      }
      if (rectsEqual(frame, open.grid.frame)) return;
      bench.interrupt();
      reframing(open, () => open.crop(frame));
    },
  };
}
