import { extendRect, type Sides, sidesEqual } from '../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type { FillJob } from '../../workers/shared/job.ts';
import type { PixelBuffer } from '../../workers/shared/pixels.ts';
import { BRUSH_MAX, BRUSH_MIN } from '../lib/brush-scale.ts';
import type { OpenDocument } from './document/open-document.ts';
import type { ChangeIntent } from './history/history.ts';
import type { Point } from './mask/capsule.ts';
import type { MaskDraft } from './mask/mask-layer.ts';
import { type MaskOperation, operate } from './mask/operations.ts';
import type { StagedFill, ToolId } from './ports.ts';
import type { Dirty } from './render/scene.ts';
import { GestureRunner } from './tools/gesture-runner.ts';
import {
  type BrushSettings,
  FIRST_BRUSH,
  FIRST_LOOK,
  FIRST_OPTIONS,
  type MaskLook,
  type ToolOptions,
} from './tools/options.ts';
import type { Outline } from './tools/outline.ts';
import { TOOLS } from './tools/registry.ts';
import type { RetouchLayer } from './tools/retouch/layer.ts';
import type { RetouchSource, Tool, ToolContext, ToolCursor } from './tools/tool.ts';
import { toImage } from './viewport/view.ts';
import type { Viewport } from './viewport/viewport.ts';
import { SlicedWork, type Steps } from './work/sliced-work.ts';

/** A new picture gets a brush of this share of its shorter side, unless the person has chosen one. */
const BRUSH_SHARE = 0.06;
/** Smallest brush that a new picture gets. */
const BRUSH_LEAST = 8;

/** What tools work on. */
export interface BenchHost {
  document(): OpenDocument | null;
  readonly viewport: Viewport;
  /** A tile as it is shown. */
  tileAt(document: OpenDocument, index: number): PixelBuffer;
  invalidate(what: Dirty): void;
  /** Something that the page may show has changed. */
  changed(): void;
  /** Appends a fill, in source coordinates, to the document. */
  addFill(fill: StagedFill, job: Omit<FillJob, 'window'>): void;
  /** True while something else is on show in place of the document. */
  isOnShowOnly(): boolean;
}

/** The tool in hand, its settings, its gesture, and work on the mask that takes longer than a frame. */
export class Workbench {
  tool: ToolId = 'brush';
  brush: BrushSettings = FIRST_BRUSH;
  options: ToolOptions = FIRST_OPTIONS;
  maskLook: MaskLook = FIRST_LOOK;
  /** A shape in the making. */
  outline: Outline | null = null;
  /** What the canvas is about to gain or lose; null while it cannot. */
  extent: Sides | null = null;
  /** A retouching stroke in the making. */
  retouchLayer: RetouchLayer | null = null;
  readonly gestures: GestureRunner;
  private readonly work: SlicedWork;
  private brushIsChosen = false;
  private lastPoint: Point | null = null;
  private readonly retouch: RetouchSource = { source: null, offset: null };

  constructor(
    private readonly host: BenchHost,
    sliceMs: number | undefined,
  ) {
    this.work = new SlicedWork(sliceMs);
    this.gestures = new GestureRunner({
      tool: () => this.inHand(),
      context: () => this.context(),
      toSource: (point) => this.toSource(point),
    });
  }

  /** What a press would use: tools that paint rest while something else is on show. */
  inHand(): Tool {
    return TOOLS[TOOLS[this.tool].paints && this.host.isOnShowOnly() ? 'hand' : this.tool];
  }

  /** What the pointer looks like at a point of the host, in CSS pixels. */
  cursorAt(at: Point | null): ToolCursor {
    const tool = this.inHand();
    const canvas = this.host.document()?.grid.frame;
    if (this.gestures.cursor) return this.gestures.cursor;
    if (!at || !canvas) return tool.cursor;
    const view = this.host.viewport.current;
    const scene = { canvas, zoom: view.zoom, extent: this.extent };
    return tool.cursorAt?.(this.toSource(toImage(view, at)), scene) ?? tool.cursor;
  }

  /** Sets what the canvas is about to gain or lose, and makes room for it in the view. */
  setExtent(sides: Sides | null): void {
    this.gestures.cancel();
    this.changeExtent(sides);
    this.makeRoom();
  }

  setTool(tool: ToolId): void {
    this.gestures.cancel();
    this.tool = tool;
    this.host.invalidate('overlay');
    this.host.changed();
  }

  get hasSource(): boolean {
    return this.retouch.source !== null;
  }

  /** Where a stroke at the pointer would take its pixels from; null where the tool in hand takes none. */
  sourceAt(at: Point | null): Point | null {
    const { source, offset } = this.retouch;
    if (!source || (this.tool !== 'clone' && this.tool !== 'heal')) return null;
    if (!at || !offset) return source;
    const { x, y } = this.toSource(toImage(this.host.viewport.current, at));
    return { x: x + offset.x, y: y + offset.y };
  }

  setBrush(change: Partial<BrushSettings>): void {
    const next = { ...this.brush, ...change };
    const brush: BrushSettings = {
      ...next,
      size: clamp(next.size, BRUSH_MIN, BRUSH_MAX),
      hardness: clamp(next.hardness, 0, 1),
      opacity: clamp(next.opacity, 0.01, 1),
    };
    if (isSame(brush, this.brush)) return;
    if (brush.size !== this.brush.size) this.brushIsChosen = true;
    this.brush = brush;
    this.host.invalidate('overlay');
    this.host.changed();
  }

  setOptions(change: Partial<ToolOptions>): void {
    const next = { ...this.options, ...change };
    const options: ToolOptions = { ...next, tolerance: clamp(Math.round(next.tolerance), 0, 255) };
    if (isSame(options, this.options)) return;
    this.options = options;
    this.host.changed();
  }

  setMaskLook(change: Partial<MaskLook>): void {
    const next = { ...this.maskLook, ...change };
    const look: MaskLook = { ...next, opacity: clamp(next.opacity, 0, 1) };
    if (isSame(look, this.maskLook)) return;
    this.maskLook = look;
    this.host.invalidate('overlay');
    this.host.changed();
  }

  /** Another picture: a brush that suits it, and nothing left of the old one. */
  begin(canvas: Rect | null): void {
    this.interrupt();
    this.lastPoint = null;
    this.retouch.source = null;
    this.retouch.offset = null;
    if (!canvas || this.brushIsChosen) return;
    const size = Math.round(Math.min(canvas.width, canvas.height) * BRUSH_SHARE);
    this.brush = { ...this.brush, size: clamp(size, BRUSH_LEAST, BRUSH_MAX) };
  }

  /** Ends what is going on before something else happens: a gesture is dropped, work is done. */
  interrupt(): void {
    this.gestures.cancel();
    this.work.finish();
  }

  /** Does what is left of work on the mask, for who has to read it now. */
  finish(): void {
    this.work.finish();
  }

  /** What "undo" means before the history is asked: the last press, the stroke, or the work that is going on. */
  stepBack(): boolean {
    return this.gestures.back() || this.work.cancel();
  }

  /** Draws into the mask in slices; one undo entry at the end, or a new ground, which is there at once. */
  paint(draw: (mask: MaskDraft) => Steps, intent: ChangeIntent = 'commit'): void {
    const open = this.host.document();
    if (!open) return;
    this.interrupt();
    const mark = open.mark();
    this.work.run(
      live(open, draw),
      () => {
        open.changeMask(intent, () => {});
        this.host.changed();
      },
      () => {
        open.bailTo(mark);
        this.host.changed();
      },
    );
    if (intent === 'silent') this.work.finish();
  }

  /** Changes the mask as a whole, in slices. */
  operate(operation: MaskOperation): void {
    const open = this.host.document();
    if (open) this.paint(() => operate(open.mask, operation, (index) => this.host.tileAt(open, index)));
  }

  private toSource<T extends Point>(point: T): T {
    const frame = this.host.document()?.grid.frame;
    return frame ? { ...point, x: point.x + frame.x, y: point.y + frame.y } : point;
  }

  private changeExtent(sides: Sides | null): void {
    if (sides && this.extent && sidesEqual(sides, this.extent)) return;
    this.extent = sides;
    // what is painted shows or rests with it
    this.host.invalidate('overlay');
    this.host.changed();
  }

  /** All of the canvas to be is in sight, with room to drag its edges. */
  private makeRoom(): void {
    const open = this.host.document();
    const { viewport } = this.host;
    viewport.makeRoom(open && this.extent && extendRect({ ...open.grid.frame, x: 0, y: 0 }, this.extent));
  }

  private context(): ToolContext | null {
    const { host } = this;
    const open = host.document();
    if (!open) return null;
    this.work.finish();
    const bench = this;
    return {
      brush: this.brush,
      options: this.options,
      canvas: open.grid.frame,
      grid: open.grid,
      get zoom() {
        return host.viewport.current.zoom;
      },
      get lastPoint() {
        return bench.lastPoint;
      },
      set lastPoint(point) {
        bench.lastPoint = point;
      },
      tileAt: (index) => host.tileAt(open, index),
      retouch: this.retouch,
      setSource: (source) => {
        this.retouch.source = source;
        this.retouch.offset = null;
        this.setOptions({ settingSource: false });
        host.invalidate('overlay');
        host.changed();
      },
      showRetouch: (layer) => {
        this.retouchLayer = layer;
        host.invalidate('picture');
      },
      addFill: (fill, job) => host.addFill(fill, job),
      draw: (draw) => {
        open.changeMask('live', draw);
        // after the frame that shows it: the end of a long stroke has little left to work out
        setTimeout(() => open.mask.settleBehind());
      },
      commit() {
        open.changeMask('commit', () => {});
        host.changed();
      },
      paint: (draw) => this.paint(draw),
      mark: () => open.mark(),
      bailTo(mark) {
        open.bailTo(mark);
        host.changed();
      },
      panBy: (dx, dy) => host.viewport.panBy(dx, dy),
      zoomBy: (factor, at) => host.viewport.zoomTo(host.viewport.current.zoom * factor, at),
      zoomToRect: ({ x, y, width, height }) => {
        const { frame } = open.grid;
        host.viewport.zoomToRect({ x: x - frame.x, y: y - frame.y, width, height });
      },
      showOutline: (outline) => {
        this.outline = outline;
        host.invalidate('overlay');
      },
      extent: this.extent,
      setExtent: (sides) => this.changeExtent(sides),
      yieldAtRim: (at) => host.viewport.yieldAtRim(at),
      settleView: () => this.makeRoom(),
    };
  }
}

function* live(open: OpenDocument, draw: (mask: MaskDraft) => Steps): Steps {
  let steps: Steps | null = null;
  open.changeMask('live', (mask) => {
    steps = draw(mask);
  });
  if (steps) yield* steps as Steps;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function isSame<T extends object>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key]);
}
