import { moveRect, type Rect, rectContains, rectsEqual } from '../../workers/shared/geometry/rect.ts';
import type { Comparison } from './comparison.ts';
import type { OnShow, OpenDocument } from './document/open-document.ts';
import { gridRect } from './document/tile-grid.ts';
import type { EditorState } from './ports.ts';
import type { View } from './viewport/view.ts';
import type { Workbench } from './workbench.ts';

/** What a snapshot is made of. */
export interface StateParts {
  readonly document: OpenDocument | null;
  readonly bench: Pick<Workbench, 'tool' | 'brush' | 'options' | 'extent' | 'maskLook' | 'hasSource'>;
  readonly view: View;
  readonly onShow: OnShow;
  readonly comparison: Comparison;
  readonly split: EditorState['split'];
  readonly crosshair: EditorState['crosshair'];
}

/** The next snapshot: the same object when nothing in it has changed. */
export function nextState(previous: EditorState | null, parts: StateParts): EditorState {
  const { document, bench, view, onShow, comparison, split, crosshair } = parts;
  const next: EditorState = {
    document: document?.describe() ?? null,
    tool: bench.tool,
    brush: bench.brush,
    options: bench.options,
    zoom: view.zoom,
    view,
    extent: bench.extent,
    maskLook: bench.maskLook,
    hasSource: bench.hasSource,
    maskBounds: keepRect(previous?.maskBounds ?? null, maskBounds(document)),
    maskRests: document !== null && maskRests(document, bench.extent !== null),
    canUndo: document?.canUndo ?? false,
    canRedo: document?.canRedo ?? false,
    without: onShow.staged ? null : onShow.replaces,
    comparing: comparison.held,
    compareMode: comparison.mode,
    wipe: comparison.wipe,
    split,
    crosshair: keepCrosshair(previous?.crosshair ?? null, crosshair),
  };
  const keys = Object.keys(next) as (keyof EditorState)[];
  return previous && keys.every((key) => previous[key] === next[key]) ? previous : next;
}

/** In canvas coordinates. */
function maskBounds(document: OpenDocument | null): Rect | null {
  const bounds = document?.mask.bounds();
  return document && bounds ? moveRect(bounds, -document.grid.frame.x, -document.grid.frame.y) : null;
}

/**
 * True while the canvas's edges are on offer and what is painted lies inside the opened picture: it waits for another
 * intent. What reaches beyond is a growth that is still to be filled, and goes on.
 */
function maskRests({ mask, grid }: OpenDocument, edgesOffered: boolean): boolean {
  const bounds = edgesOffered ? mask.bounds() : null;
  return bounds !== null && rectContains(gridRect(grid), bounds);
}

function keepRect(previous: Rect | null, next: Rect | null): Rect | null {
  return previous && next && rectsEqual(previous, next) ? previous : next;
}

function keepCrosshair(
  previous: EditorState['crosshair'],
  next: EditorState['crosshair'],
): EditorState['crosshair'] {
  const same =
    previous && next && previous.x === next.x && previous.y === next.y && previous.pressed === next.pressed;
  return same ? previous : next;
}
