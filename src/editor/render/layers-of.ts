import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Comparison } from '../comparison.ts';
import type { OnShow, OpenDocument } from '../document/open-document.ts';
import type { RetouchLayer } from '../tools/retouch/layer.ts';
import type { Viewport } from '../viewport/viewport.ts';
import { differenceTile, hasDifference } from './difference.ts';
import type { Layer } from './scene.ts';

/** What is drawn of the picture, from the bottom up: after, before, parts of both, or after with marks on it. */
export function layersOf(
  open: OpenDocument,
  onShow: OnShow,
  { held, mode, wipe }: Comparison,
  viewport: Viewport,
): readonly Layer[] {
  const [first, second] = viewport.panes();
  const before = (pane: Rect, clip = pane): Layer => ({
    pane,
    clip,
    tileAt: (index) => open.sourceAt(index),
  });
  const after = (pane: Rect): Layer => ({ pane, clip: pane, tileAt: (index) => open.tileAt(index, onShow) });
  if (second) return [before(first), held ? before(second) : after(second)];
  if (held) return [before(first)];
  switch (mode) {
    case 'off':
    case 'side-by-side':
      return [after(first)];
    case 'wipe':
      return [after(first), before(first, { ...first, width: first.width * wipe })];
    case 'difference':
      return [after(first), marks(open, onShow, first)];
  }
}

/** The same layers while a stroke retouches the picture. */
export function retouched(layers: readonly Layer[], stroke: RetouchLayer | null): readonly Layer[] {
  return stroke ? layers.map((layer) => ({ ...layer, tileAt: (index) => stroke.tileAt(index) })) : layers;
}

/** What differs, over a veil that leaves the picture to be guessed. */
function marks(open: OpenDocument, onShow: OnShow, pane: Rect): Layer {
  return {
    pane,
    clip: pane,
    veil: true,
    isReady: (index) => hasDifference(open.sourceAt(index), open.tileAt(index, onShow)),
    tileAt(index) {
      const before = open.sourceAt(index);
      const after = open.tileAt(index, onShow);
      return before === after ? null : differenceTile(before, after);
    },
  };
}
