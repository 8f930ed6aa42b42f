import { moveRect, type Rect, rectsEqual } from '../../workers/shared/geometry/rect.ts';
import type { OpenDocument } from './document/open-document.ts';
import type { BrushSettings, EditorState, ToolId } from './ports.ts';

/** What a snapshot is made of. */
export interface StateParts {
  readonly document: OpenDocument | null;
  readonly tool: ToolId;
  readonly brush: BrushSettings;
  readonly zoom: number;
  readonly comparing: boolean;
}

/** The next snapshot: the same object when nothing in it has changed. */
export function nextState(previous: EditorState | null, parts: StateParts): EditorState {
  const { document, tool, brush, zoom, comparing } = parts;
  const next: EditorState = {
    document: document?.describe() ?? null,
    tool,
    brush,
    zoom,
    maskBounds: keepRect(previous?.maskBounds ?? null, maskBounds(document)),
    canUndo: document?.canUndo ?? false,
    canRedo: document?.canRedo ?? false,
    comparing,
  };
  const keys = Object.keys(next) as (keyof EditorState)[];
  return previous && keys.every((key) => previous[key] === next[key]) ? previous : next;
}

/** In canvas coordinates. */
function maskBounds(document: OpenDocument | null): Rect | null {
  const bounds = document?.mask.bounds();
  return document && bounds ? moveRect(bounds, -document.grid.frame.x, -document.grid.frame.y) : null;
}

function keepRect(previous: Rect | null, next: Rect | null): Rect | null {
  return previous && next && rectsEqual(previous, next) ? previous : next;
}
