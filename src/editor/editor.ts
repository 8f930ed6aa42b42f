import type { ByteSource } from '../../workers/shared/bytes.ts';
import { type Rect, rectContains } from '../../workers/shared/geometry/rect.ts';
import type { FillJob, Preview } from '../../workers/shared/job.ts';
import type { MaskBuffer } from '../../workers/shared/pixels.ts';
import type { OpenedImage } from '../../workers/shared/protocol.ts';
import { OpenDocument } from './document/open-document.ts';
import { pictureFrom } from './document/picture.ts';
import { readPixels } from './document/read-pixels.ts';
import { gridRect } from './document/tile-grid.ts';
import type { ChangeIntent } from './history/history.ts';
import { connectInput } from './input/connect.ts';
import type { Point } from './mask/capsule.ts';
import { clearAll, invertAll, replaceAll } from './mask/shapes.ts';
import type { BrushSettings, EditorApi, EditorState, FillEntry, StagedFill, ToolId } from './ports.ts';
import { Renderer } from './render/renderer.ts';
import type { Scene } from './render/scene.ts';
import { nextState } from './state.ts';
import { GestureRunner, type ToolAction } from './tools/gesture-runner.ts';
import { TOOLS } from './tools/registry.ts';
import { Viewport } from './viewport/viewport.ts';

/** Diameter of the brush in image pixels. */
const MIN_BRUSH = 1;
const MAX_BRUSH = 1000;
const FIRST_BRUSH: BrushSettings = { size: 60, hardness: 0.8 };
/** A new picture gets a brush of this share of its shorter side, unless the person has chosen one. */
const BRUSH_SHARE = 0.06;

export interface EditorOptions {
  /** Accessible name of the canvas. */
  readonly canvasLabel: string;
}

/** The editor with its input side open: anything that can make tool events can draw (keyboard, tests, scripts). */
export interface Editor extends EditorApi {
  /** Runs one step of a gesture with the tool in hand; points are in image pixels. */
  dispatch(action: ToolAction): void;
}

/** Makes an editor without a document and without a page: `attach` shows it. */
export function createEditor({ canvasLabel }: EditorOptions): Editor {
  const listeners = new Set<() => void>();
  let document: OpenDocument | null = null;
  let renderer: Renderer | null = null;
  let tool: ToolId = 'brush';
  let brush = FIRST_BRUSH;
  let brushIsChosen = false;
  let comparing = false;
  let staged: StagedFill | null = null;
  let preview: Preview | null = null;
  let marquee: Rect | null = null;
  let pointer: Point | null = null;
  let state: EditorState | null = null;
  let nextFillId = 1;

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

  function isOnShowOnly(): boolean {
    return comparing || staged !== null;
  }

  const gestures = new GestureRunner({
    tool: () => TOOLS[TOOLS[tool].paints && isOnShowOnly() ? 'hand' : tool],
    context: () => {
      const open = document;
      if (!open) return null;
      return {
        brush,
        picture: open.picture.grid,
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
    return {
      view: viewport.current,
      picture: open.picture,
      tileAt: (index) => {
        const source = open.picture.tiles[index];
        return comparing && source ? source : open.tileAt(index, staged);
      },
      mask: open.mask,
      maskLook: isOnShowOnly() ? 'hidden' : preview ? 'outline' : 'tint',
      preview: isOnShowOnly() ? null : preview,
      marquee,
      brush,
      cursor: inHand,
      pointer,
    };
  }

  function changeMask(intent: ChangeIntent, draw: Parameters<OpenDocument['changeMask']>[1]): void {
    gestures.cancel();
    document?.changeMask(intent, draw);
    changed();
  }

  function show(next: OpenDocument | null): void {
    gestures.cancel();
    document = next;
    staged = null;
    preview = null;
    comparing = false;
    viewport.show(next?.picture.grid ?? null);
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
      const mine = new Renderer(host, canvasLabel, scene, (size) => viewport.resize(size));
      renderer = mine;
      const stopListening = input.listen(mine.canvas);
      return () => {
        stopListening();
        gestures.cancel();
        mine.dispose();
        if (renderer === mine) renderer = null;
      };
    },

    open(image: OpenedImage, file: ByteSource, name: string) {
      const picture = pictureFrom(image, file, name);
      const next = new OpenDocument(picture, (rect) => renderer?.maskTouched(next.mask, rect));
      if (!brushIsChosen) {
        const size = Math.round(Math.min(picture.grid.width, picture.grid.height) * BRUSH_SHARE);
        brush = { ...brush, size: Math.min(MAX_BRUSH, Math.max(8, size)) };
      }
      show(next);
    },
    close: () => show(null),
    sourceFile: () => document?.picture.file ?? null,

    setTool(next) {
      gestures.cancel();
      tool = next;
      renderer?.invalidate('overlay');
      changed();
    },
    setBrush(change) {
      const size = Math.min(MAX_BRUSH, Math.max(MIN_BRUSH, change.size ?? brush.size));
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
    readMask: () => (document ? document.mask.read(gridRect(document.picture.grid)) : null),

    undo() {
      // a stroke in progress is what "undo" means while it is being drawn
      if (!gestures.cancel()) document?.undo();
      renderer?.invalidate('picture');
      changed();
    },
    redo() {
      gestures.cancel();
      document?.redo();
      renderer?.invalidate('picture');
      changed();
    },

    readWindow(rect) {
      const open = document;
      if (!open || !rectContains(gridRect(open.picture.grid), rect)) {
        throw new RangeError('the window must lie inside an open picture');
      }
      return {
        image: readPixels(open.picture.grid, rect, (index) => open.tileAt(index)),
        mask: open.mask.read(rect),
      };
    },

    showPreview(next) {
      preview = next;
      // the mask is drawn otherwise under a preview
      renderer?.invalidate('overlay');
    },
    showStaged(fill) {
      gestures.cancel();
      staged = fill;
      renderer?.invalidate('picture');
      renderer?.invalidate('overlay');
    },
    acceptFill(fill, job) {
      const open = document;
      if (!open) return;
      gestures.cancel();
      staged = null;
      preview = null;
      const entry: FillEntry = { ...fill, id: `fill-${nextFillId++}`, job: recipe(job), visible: true };
      open.changeFills([...open.describe().fills, entry], clearAll);
      renderer?.invalidate('picture');
      renderer?.invalidate('overlay');
      changed();
    },

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

/** The job without its pixels, also when a whole job was handed over: a document must not hold every window. */
function recipe(job: Omit<FillJob, 'window'>): Omit<FillJob, 'window'> {
  const { window: _pixels, ...rest } = job as FillJob;
  return rest;
}
