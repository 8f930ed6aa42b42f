import type { ByteSource } from '../../workers/shared/bytes.ts';
import { checkLimits } from '../../workers/shared/geometry/canvas-limits.ts';
import { extendRect, isNoGrowth, rectsAround, type Sides } from '../../workers/shared/geometry/growth.ts';
import {
  isWholeRect,
  moveRect,
  type Rect,
  rectContains,
  rectsEqual,
} from '../../workers/shared/geometry/rect.ts';
import type { Preview } from '../../workers/shared/job.ts';
import type { MaskBuffer } from '../../workers/shared/pixels.ts';
import type { OpenedImage } from '../../workers/shared/protocol.ts';
import { BRUSH_MAX, BRUSH_MIN } from '../lib/brush-scale.ts';
import type { DocumentEdit } from './document/edit.ts';
import { createFillCalls } from './document/fill-calls.ts';
import { movePlaced } from './document/move-fill.ts';
import { type OnShow, OpenDocument } from './document/open-document.ts';
import { pictureFrom } from './document/picture.ts';
import { readPixels } from './document/read-pixels.ts';
import type { ChangeIntent } from './history/history.ts';
import { connectInput } from './input/connect.ts';
import type { Point } from './mask/capsule.ts';
import { clearAll, invertAll, paintRect, replaceAll } from './mask/shapes.ts';
import type { BrushSettings, EditorApi, EditorState, ToolId } from './ports.ts';
import { Renderer } from './render/renderer.ts';
import type { Scene } from './render/scene.ts';
import { nextState } from './state.ts';
import { GestureRunner, type ToolAction } from './tools/gesture-runner.ts';
import { TOOLS } from './tools/registry.ts';
import { Viewport } from './viewport/viewport.ts';

const FIRST_BRUSH: BrushSettings = { size: 60, hardness: 0.8 };
const NOTHING_ON_SHOW: OnShow = { staged: null, replaces: null };
/** A new picture gets a brush of this share of its shorter side, unless the person has chosen one. */
const BRUSH_SHARE = 0.06;

export interface EditorOptions {
  /** Accessible name of the canvas, asked for at each attach: the page's language may have changed. */
  readonly canvasLabel: () => string;
}

/** The editor with its input side open: anything that can make tool events can draw (keyboard, tests, scripts). */
export interface Editor extends EditorApi {
  /** Runs one step of a gesture with the tool in hand; points are in canvas coordinates. */
  dispatch(action: ToolAction): void;
}

/** Makes an editor without a document and without a page: `attach` shows it. */
export function createEditor({ canvasLabel }: EditorOptions): Editor {
  const listeners = new Set<() => void>();
  const editListeners = new Set<(edit: DocumentEdit) => void>();
  let document: OpenDocument | null = null;
  let renderer: Renderer | null = null;
  let tool: ToolId = 'brush';
  let brush = FIRST_BRUSH;
  let brushIsChosen = false;
  let comparing = false;
  let onShow: OnShow = NOTHING_ON_SHOW;
  let preview: Preview | null = null;
  let marquee: Rect | null = null;
  let growth: Sides | null = null;
  let pointer: Point | null = null;
  let state: EditorState | null = null;

  const viewport = new Viewport(() => {
    renderer?.invalidate('view');
    changed();
  });

  function readState(): EditorState {
    state = nextState(state, { document, tool, brush, zoom: viewport.current.zoom, comparing });
    return state;
  }

  function changed(): void {
    const before = state;
    if (readState() !== before) for (const listener of [...listeners]) listener();
  }

  /** The canvas's top-left corner in source coordinates: what the rest of the page calls (0, 0). */
  function origin(): Point {
    return document?.grid.frame ?? { x: 0, y: 0 };
  }

  function toSource<T extends { readonly rect: Rect }>(placed: T): T {
    const { x, y } = origin();
    return movePlaced(placed, x, y);
  }

  function fromOrigin(rect: Rect): Rect {
    const { x, y } = origin();
    return moveRect(rect, -x, -y);
  }

  /** Runs a change that may give the canvas another frame; then nothing on show is where it was. */
  function reframing<T>(open: OpenDocument, change: () => T): T {
    const before = open.grid.frame;
    const result = change();
    if (!rectsEqual(before, open.grid.frame)) {
      onShow = NOTHING_ON_SHOW;
      preview = null;
      growth = null;
      viewport.show(open.grid.frame);
      renderer?.invalidate('view');
    }
    renderer?.invalidate('picture');
    changed();
    return result;
  }

  function isOnShowOnly(): boolean {
    return comparing || onShow !== NOTHING_ON_SHOW;
  }

  const gestures = new GestureRunner({
    tool: () => TOOLS[TOOLS[tool].paints && isOnShowOnly() ? 'hand' : tool],
    context: () => {
      const open = document;
      if (!open) return null;
      return {
        brush,
        canvas: open.grid.frame,
        changeMask(intent, draw) {
          open.changeMask(intent, draw);
          if (intent !== 'live') changed();
        },
        mark: () => open.mark(),
        bailTo(mark) {
          open.bailTo(mark);
          changed();
        },
        panBy: (dx, dy) => viewport.panBy(dx, dy),
        showMarquee(rect) {
          marquee = rect;
          renderer?.invalidate('overlay');
        },
      };
    },
    toSource: (point) => {
      const { x, y } = origin();
      return { ...point, x: point.x + x, y: point.y + y };
    },
  });

  const input = connectInput({
    viewport,
    gestures,
    scaleBrush: (factor) => api.setBrush({ size: brush.size * factor }),
    hover(at) {
      pointer = at;
      renderer?.invalidate('overlay');
    },
    refresh: () => renderer?.invalidate('overlay'),
  });

  function scene(): Scene | null {
    if (!document) return null;
    const open = document;
    const inHand = input.isPanning() ? 'panning' : isOnShowOnly() ? 'hand' : TOOLS[tool].cursor;
    const { frame } = open.grid;
    const { zoom, x, y } = viewport.current;
    return {
      view: { zoom, x: x - frame.x * zoom, y: y - frame.y * zoom },
      picture: open.picture,
      grid: open.grid,
      tileAt: (index) => (comparing ? open.sourceAt(index) : open.tileAt(index, onShow)),
      mask: open.mask,
      maskLook: isOnShowOnly() ? 'hidden' : preview ? 'outline' : 'tint',
      preview: isOnShowOnly() ? null : preview,
      marquee,
      growth: growth && extendRect(frame, growth),
      brush,
      cursor: inHand,
      pointer,
    };
  }

  function windowAt(rect: Rect): { readonly open: OpenDocument; readonly source: Rect } {
    const { x, y } = origin();
    const source = moveRect(rect, x, y);
    if (document && rectContains(document.grid.frame, source)) return { open: document, source };
    throw new RangeError('the window must lie inside an open picture');
  }

  const fillCalls = createFillCalls({
    document: () => document,
    toSource,
    show(next) {
      gestures.cancel();
      onShow = next ?? NOTHING_ON_SHOW;
      renderer?.invalidate('picture');
      renderer?.invalidate('overlay');
    },
    changed() {
      preview = null;
      changed();
    },
  });

  function changeMask(intent: ChangeIntent, draw: Parameters<OpenDocument['changeMask']>[1]): void {
    gestures.cancel();
    document?.changeMask(intent, draw);
    changed();
  }

  function show(next: OpenDocument | null): void {
    gestures.cancel();
    document = next;
    onShow = NOTHING_ON_SHOW;
    preview = null;
    growth = null;
    comparing = false;
    viewport.show(next?.grid.frame ?? null);
    renderer?.invalidate('view');
    changed();
  }

  const api: Editor = {
    getState: () => state ?? readState(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    attach(host) {
      renderer?.dispose();
      const mine = new Renderer(host, canvasLabel(), scene, (size) => viewport.resize(size));
      renderer = mine;
      const stopListening = input.listen(mine.canvas);
      return () => {
        stopListening();
        gestures.cancel();
        mine.dispose();
        if (renderer === mine) renderer = null;
      };
    },

    open(image: OpenedImage, file: ByteSource, name: string, edits: Iterable<DocumentEdit> = []) {
      const picture = pictureFrom(image, file, name);
      const next = new OpenDocument(picture, {
        maskTouched: (rect) => renderer?.maskTouched(next.mask, rect),
        edited: (edit) => {
          for (const listener of editListeners) listener(edit);
        },
      });
      for (const edit of edits) next.replay(edit);
      if (!brushIsChosen) {
        const size = Math.round(Math.min(picture.grid.width, picture.grid.height) * BRUSH_SHARE);
        brush = { ...brush, size: Math.min(BRUSH_MAX, Math.max(8, size)) };
      }
      show(next);
    },
    onEdit(listener) {
      editListeners.add(listener);
      return () => editListeners.delete(listener);
    },
    ground: () => document?.ground() ?? null,
    close: () => show(null),
    sourceFile: () => document?.picture.file ?? null,

    setTool(next) {
      gestures.cancel();
      tool = next;
      renderer?.invalidate('overlay');
      changed();
    },
    setBrush(change) {
      const size = Math.min(BRUSH_MAX, Math.max(BRUSH_MIN, change.size ?? brush.size));
      const hardness = Math.min(1, Math.max(0, change.hardness ?? brush.hardness));
      if (size === brush.size && hardness === brush.hardness) return;
      if (size !== brush.size) brushIsChosen = true;
      brush = { size, hardness };
      renderer?.invalidate('overlay');
      changed();
    },
    clearMask: () => changeMask('commit', clearAll),
    invertMask: () => changeMask('commit', invertAll),
    setMask: (mask: MaskBuffer, intent: ChangeIntent = 'commit') =>
      changeMask(intent, (draft) => replaceAll(draft, mask)),
    readMask(rect) {
      if (!document) return null;
      const { x, y } = origin();
      return document.mask.read(rect ? moveRect(rect, x, y) : document.grid.frame);
    },

    undo() {
      // a stroke in progress is what "undo" means while it is being drawn
      const open = document;
      if (gestures.cancel()) renderer?.invalidate('picture');
      else if (open) reframing(open, () => open.undo());
      changed();
    },
    redo() {
      gestures.cancel();
      const open = document;
      if (open) reframing(open, () => open.redo());
    },

    growCanvas(sides) {
      const open = document;
      if (!open) throw new RangeError('nothing is open');
      checkSides(sides);
      if (isNoGrowth(sides)) return () => false;
      const kept = open.grid.frame;
      const grown = extendRect(kept, sides);
      checkLimits(grown.width, grown.height);
      gestures.cancel();
      const takeBack = reframing(open, () =>
        open.grow(sides, (mask) => {
          clearAll(mask);
          for (const part of rectsAround(grown, kept)) paintRect(mask, part, 'add');
        }),
      );
      return () => open === document && reframing(open, takeBack);
    },
    cropCanvas(rect) {
      const open = document;
      const { x, y } = origin();
      const frame = moveRect(rect, x, y);
      if (!open || !isWholeRect(rect) || !rectContains(open.grid.frame, frame)) {
        throw new RangeError('a canvas is cropped to whole pixels inside it');
      }
      if (rectsEqual(frame, open.grid.frame)) return;
      gestures.cancel();
      reframing(open, () => open.crop(frame));
    },
    showGrowth(sides) {
      growth = sides;
      viewport.makeRoom(sides && document ? fromOrigin(extendRect(document.grid.frame, sides)) : null);
      renderer?.invalidate('overlay');
    },

    readWindow(rect) {
      const { open, source } = windowAt(rect);
      return {
        image: readPixels(open.grid, source, (index) => open.tileAt(index)),
        mask: open.mask.read(source),
      };
    },
    readUnder(id, rect) {
      const { open, source } = windowAt(rect);
      return readPixels(open.grid, source, (index) => open.tileUnder(index, id));
    },

    showPreview(next) {
      preview = next && toSource(next);
      // the mask is drawn otherwise under a preview
      renderer?.invalidate('overlay');
    },
    ...fillCalls,

    setComparing(on) {
      if (on === comparing) return;
      gestures.cancel();
      comparing = on;
      renderer?.invalidate('picture');
      renderer?.invalidate('overlay');
      changed();
    },

    zoomTo: (zoom, at) => viewport.zoomTo(zoom, at),
    fit: () => viewport.fit(),
    dispatch: (action) => gestures.dispatch(action),
  };
  return api;
}

function checkSides({ left, top, right, bottom }: Sides): void {
  if ([left, top, right, bottom].every((side) => Number.isInteger(side) && side >= 0)) return;
  throw new RangeError(`a canvas grows by whole pixels, not by ${left}, ${top}, ${right}, ${bottom}`);
}
