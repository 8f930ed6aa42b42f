import type { ByteSource } from '../../workers/shared/bytes.ts';
import { NO_SIDES } from '../../workers/shared/geometry/growth.ts';
import { moveRect, type Rect, rectContains, rectsEqual } from '../../workers/shared/geometry/rect.ts';
import type { Preview } from '../../workers/shared/job.ts';
import type { MaskBuffer } from '../../workers/shared/pixels.ts';
import type { OpenedImage } from '../../workers/shared/protocol.ts';
import { type Comparison, createCompareCalls, NO_COMPARISON } from './comparison.ts';
import { createCanvasCalls } from './document/canvas-calls.ts';
import type { DocumentEdit } from './document/edit.ts';
import { createFillCalls } from './document/fill-calls.ts';
import { acceptedFill } from './document/fill-list.ts';
import { movePlaced } from './document/move-fill.ts';
import { NOTHING_ON_SHOW, type OnShow, OpenDocument } from './document/open-document.ts';
import { pictureFrom } from './document/picture.ts';
import { readPixels } from './document/read-pixels.ts';
import type { ChangeIntent } from './history/history.ts';
import { connectInput } from './input/connect.ts';
import { ellipseRegion, rectRegion } from './mask/basic-regions.ts';
import type { Point } from './mask/capsule.ts';
import { applyRegion } from './mask/region.ts';
import { clearAll, invertAll, replaceAll } from './mask/shapes.ts';
import type { EditorApi, EditorState } from './ports.ts';
import { layersOf, retouched } from './render/layers-of.ts';
import { Renderer } from './render/renderer.ts';
import type { Scene } from './render/scene.ts';
import { sceneOf } from './scene-of.ts';
import { nextState } from './state.ts';
import type { ToolAction } from './tools/gesture-runner.ts';
import { Viewport } from './viewport/viewport.ts';
import { Workbench } from './workbench.ts';

export interface EditorOptions {
  /** Accessible name of the canvas, asked for at each attach: the page's language may have changed. */
  readonly canvasLabel: () => string;
  /** How keys work it, as its accessible description. */
  readonly canvasKeys?: () => string;
  /** Longest slice of work on the mask in milliseconds; `Infinity` does all work at once. */
  readonly sliceMs?: number;
}

/** The editor with its input side open: anything that can make tool events can draw (keyboard, tests, scripts). */
export interface Editor extends EditorApi {
  /** Runs one step of a gesture with the tool in hand; points are in canvas coordinates. */
  dispatch(action: ToolAction): void;
}

/** Makes an editor without a document and without a page: `attach` shows it. */
export function createEditor({ canvasLabel, canvasKeys, sliceMs }: EditorOptions): Editor {
  const listeners = new Set<() => void>();
  const editListeners = new Set<(edit: DocumentEdit) => void>();
  let document: OpenDocument | null = null;
  let renderer: Renderer | null = null;
  let comparison = NO_COMPARISON;
  let onShow: OnShow = NOTHING_ON_SHOW;
  let preview: Preview | null = null;
  let state: EditorState | null = null;

  const viewport = new Viewport(() => {
    renderer?.invalidate('view');
    changed();
  });

  function readState(): EditorState {
    const { current: view, split } = viewport;
    state = nextState(state, {
      ...{ document, bench, view, split, onShow, comparison },
      crosshair: input.crosshair(),
    });
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

  /** Runs a change that may give the canvas another frame; then nothing on show is where it was. */
  function reframing<T>(open: OpenDocument, change: () => T): T {
    const before = open.grid.frame;
    // A look at the document without a fill ends with what it was a look at.
    if (!onShow.staged && onShow.replaces) {
      onShow = NOTHING_ON_SHOW;
      renderer?.invalidate('overlay');
    }
    const result = change();
    if (!rectsEqual(before, open.grid.frame)) {
      onShow = NOTHING_ON_SHOW;
      preview = null;
      bench.extent = bench.extent && NO_SIDES;
      viewport.show(open.grid.frame);
      renderer?.invalidate('view');
    }
    renderer?.invalidate('picture');
    changed();
    return result;
  }

  function shownTile(open: OpenDocument, index: number) {
    return comparison.held ? open.sourceAt(index) : open.tileAt(index, onShow);
  }

  function isOnShowOnly(): boolean {
    return comparison.held || comparison.mode !== 'off' || onShow !== NOTHING_ON_SHOW;
  }

  const bench = new Workbench(
    {
      document: () => document,
      viewport,
      tileAt: shownTile,
      invalidate: (what) => renderer?.invalidate(what),
      changed,
      isOnShowOnly,
      addFill(fill, job) {
        if (!document) return;
        const { x, y } = origin();
        const added = acceptedFill(movePlaced(fill, -x, -y), job);
        document.changeFills([...document.describe().fills, added], () => {});
        renderer?.invalidate('picture');
        changed();
      },
    },
    sliceMs,
  );
  const { gestures } = bench;

  const input = connectInput({
    viewport,
    gestures,
    tool: () => bench.inHand(),
    canvas: () => (document && !isOnShowOnly() ? { ...document.grid.frame, x: 0, y: 0 } : null),
    scaleBrush: (factor) => bench.setBrush({ size: bench.brush.size * factor }),
    undo: () => api.undo(),
    redo: () => api.redo(),
    refresh() {
      renderer?.invalidate('marks');
      changed();
    },
  });

  function scene(): Scene | null {
    if (!document) return null;
    const pointer = input.look();
    return sceneOf(document, viewport.current, {
      layers: retouched(layersOf(document, onShow, comparison, viewport), bench.retouchLayer),
      source: bench.sourceAt(pointer.at),
      tint: bench.maskLook,
      hidesMask: isOnShowOnly() || api.getState().maskRests,
      preview,
      outline: bench.outline,
      brush: bench.brush,
      cursor: input.isPanning() ? 'panning' : bench.cursorAt(pointer.at),
      pointer,
    });
  }

  function windowAt(rect: Rect): { readonly open: OpenDocument; readonly source: Rect } {
    const { x, y } = origin();
    const source = moveRect(rect, x, y);
    if (document && rectContains(document.grid.frame, source)) return { open: document, source };
    throw new RangeError('the window must lie inside an open picture');
  }

  function compare(next: Comparison): void {
    bench.interrupt();
    comparison = next;
    const newest = document?.fillsOnShow(onShow).at(-1)?.rect;
    viewport.setSplit(
      next.mode === 'side-by-side',
      newest ? moveRect(newest, -origin().x, -origin().y) : null,
    );
    renderer?.invalidate('view');
    changed();
  }

  const fillCalls = createFillCalls({
    document: () => document,
    toSource,
    show(next) {
      bench.interrupt();
      onShow = next ?? NOTHING_ON_SHOW;
      renderer?.invalidate('picture');
      renderer?.invalidate('overlay');
      changed();
    },
    changed() {
      preview = null;
      changed();
    },
  });

  function show(next: OpenDocument | null): void {
    bench.begin(next?.grid.frame ?? null);
    document = next;
    onShow = NOTHING_ON_SHOW;
    preview = null;
    bench.extent = null;
    compare(NO_COMPARISON);
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
      if (canvasKeys) mine.canvas.setAttribute('aria-description', canvasKeys());
      const stopListening = input.listen(mine.canvas);
      return () => {
        stopListening();
        gestures.cancel();
        mine.dispose();
        if (renderer === mine) renderer = null;
      };
    },

    focus: () => renderer?.canvas.focus({ preventScroll: true }),

    open(image: OpenedImage, file: ByteSource, name: string, edits: Iterable<DocumentEdit> = []) {
      const picture = pictureFrom(image, file, name);
      const next = new OpenDocument(picture, {
        maskTouched: (rect) => renderer?.maskTouched(next.mask, rect),
        edited: (edit) => {
          for (const listener of editListeners) listener(edit);
        },
      });
      for (const edit of edits) next.replay(edit);
      show(next);
    },
    onEdit(listener) {
      editListeners.add(listener);
      return () => editListeners.delete(listener);
    },
    ground: () => document?.ground() ?? null,
    close: () => show(null),
    sourceFile: () => document?.picture.file ?? null,

    setTool: (tool) => bench.setTool(tool),
    setBrush: (change) => bench.setBrush(change),
    setOptions: (change) => bench.setOptions(change),
    setMaskLook: (change) => bench.setMaskLook(change),

    paintShape(shape, rect) {
      const { x, y } = origin();
      const region = (shape === 'ellipse' ? ellipseRegion : rectRegion)(moveRect(rect, x, y));
      bench.paint((mask) => applyRegion(mask, region, bench.options.mode));
    },
    clearMask() {
      bench.interrupt();
      document?.changeMask('commit', clearAll);
      changed();
    },
    invertMask: () => bench.paint(invertAll),
    operateMask: (operation) => bench.operate(operation),
    setMask(mask: MaskBuffer, intent: ChangeIntent = 'commit') {
      bench.paint((draft) => replaceAll(draft, mask), intent);
    },
    readMask(rect) {
      if (!document) return null;
      bench.finish();
      const { x, y } = origin();
      return document.mask.read(rect ? moveRect(rect, x, y) : document.grid.frame);
    },

    undo() {
      // what is going on is what "undo" means while it goes on
      const open = document;
      if (bench.stepBack()) renderer?.invalidate('picture');
      else if (open) reframing(open, () => open.undo());
      changed();
    },
    redo() {
      bench.interrupt();
      const open = document;
      if (open) reframing(open, () => open.redo());
    },

    ...createCanvasCalls({ document: () => document, bench, reframing }),
    setExtent: (sides) => bench.setExtent(document && sides),

    readWindow(rect) {
      const { open, source } = windowAt(rect);
      bench.finish();
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

    ...createCompareCalls({
      comparison: () => comparison,
      show: compare,
      document: () => document,
      onShow: () => onShow,
      shareOf: (column) =>
        ((column - origin().x) * viewport.current.zoom + viewport.current.x) / (2 * viewport.middle.x),
    }),

    zoomTo: (zoom, at) => viewport.zoomTo(zoom, at),
    showAt: (zoom, point) => viewport.showAt(zoom, point),
    fit: () => viewport.fit(),
    dispatch: (action) => gestures.dispatch(action),
  };
  return api;
}
