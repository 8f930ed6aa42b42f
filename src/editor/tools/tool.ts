import type { Sides } from '../../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { FillJob } from '../../../workers/shared/job.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { TileGrid } from '../document/tile-grid.ts';
import type { Mark } from '../history/history.ts';
import type { Point } from '../mask/capsule.ts';
import type { MaskDraft } from '../mask/mask-layer.ts';
import type { StagedFill, ToolId } from '../ports.ts';
import type { Steps } from '../work/sliced-work.ts';
import type { BrushSettings, ToolOptions } from './options.ts';
import type { Outline } from './outline.ts';
import type { RetouchLayer } from './retouch/layer.ts';

/** A place in the picture, in source coordinates; `pressure` 0 to 1 (1 where the device has none). */
export interface Sample extends Point {
  readonly pressure: number;
}

/** One step of a gesture as tools see it, whatever device it came from. */
export interface ToolEvent {
  /** The way since the last event, oldest first; never empty. The last one is now. */
  readonly samples: readonly Sample[];
  /** Now, in CSS pixels of the host: for tools that move the view. */
  readonly screen: Point;
  readonly device: 'mouse' | 'pen' | 'touch' | 'keyboard';
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or the Command key. */
  readonly ctrl: boolean;
}

/** A place to take pixels from, and the way there from where they go; in source coordinates. */
export interface RetouchSource {
  source: Point | null;
  offset: Point | null;
}

/** What a tool may do. */
export interface ToolContext {
  readonly brush: BrushSettings;
  readonly options: ToolOptions;
  /** The canvas, in source coordinates. */
  readonly canvas: Rect;
  /** CSS pixels an image pixel covers. */
  readonly zoom: number;
  /** Draws while the gesture goes on; `commit` makes one undo entry of all that was drawn. */
  draw(draw: (mask: MaskDraft) => void): void;
  commit(): void;
  /** Draws in slices and makes one undo entry at the end: for what may be as large as the picture. */
  paint(draw: (mask: MaskDraft) => Steps): void;
  mark(): Mark;
  bailTo(mark: Mark): void;
  /** The picture as it is shown, tile by tile: not to be written to. */
  readonly grid: TileGrid;
  tileAt(index: number): PixelBuffer;
  /** Where retouching takes its pixels from; `offset` is kept from stroke to stroke where that is asked for. */
  readonly retouch: RetouchSource;
  setSource(source: Point): void;
  /** Shows a retouching stroke in the making; null takes it away. */
  showRetouch(layer: RetouchLayer | null): void;
  /** Appends a fill to the document as one undo entry; the mask stays. */
  addFill(fill: StagedFill, job: Omit<FillJob, 'window'>): void;
  /** Where the last stroke of a brush has ended; null when there was none. */
  lastPoint: Point | null;
  /** Moves the view by CSS pixels. */
  panBy(dx: number, dy: number): void;
  /** Zooms about a point of the host in CSS pixels. */
  zoomBy(factor: number, at: Point): void;
  /** Shows a rectangle as large as it goes. */
  zoomToRect(rect: Rect): void;
  /** Shows a shape in the making; null takes it away. */
  showOutline(outline: Outline | null): void;
  /** What the canvas is about to gain or lose; null while it cannot. */
  readonly extent: Sides | null;
  setExtent(sides: Sides): void;
  /** Zooms out a little where a drag has come to the rim of the view: there is more room then. */
  yieldAtRim(screen: Point): void;
  /** After a drag: shows all of the canvas to be. */
  settleView(): void;
}

/** A tool at work between pointer down and up. Exactly one of `complete` and `cancel` ends it. */
export interface Gesture {
  /** What the pointer looks like meanwhile; the tool's own cursor when left out. */
  readonly cursor?: ToolCursor;
  move(event: ToolEvent): void;
  complete(event: ToolEvent): void;
  cancel(): void;
  /** Present where a gesture takes several presses: then `lift` takes the place of `complete`. */
  readonly presses?: Presses;
}

/** The part of a gesture that goes on after the pointer has lifted, until `lift` or `finish` ends it. */
export interface Presses {
  press(event: ToolEvent): void;
  /** @returns true when that was the end */
  lift(event: ToolEvent): boolean;
  /** The press in progress turned out to mean something else (two fingers). */
  drop(): void;
  /** Ends the gesture with what there is. */
  finish(): void;
  /** Takes back the last press; false when none is left, and the gesture is to be cancelled. */
  back(): boolean;
}

/** What the pointer looks like over the canvas; `brush` is a ring of the brush's size. */
export type ToolCursor = 'hand' | 'brush' | 'cross' | 'zoom' | ResizeCursor;

/** Two arrows; `rising` from the lower left to the upper right. */
export type ResizeCursor = 'across' | 'down' | 'rising' | 'falling';

export interface Tool {
  readonly id: ToolId;
  readonly cursor: ToolCursor;
  /** Tools that change mask or picture rest while something else is on show in its place. */
  readonly paints: boolean;
  /** `press` for tools that act where they are pressed: a keyboard then lifts at once. */
  readonly acts: 'drag' | 'press';
  /** The cursor at a place, in source coordinates, where it is not the tool's own; null elsewhere. */
  cursorAt?(at: Point, scene: Pick<ToolContext, 'canvas' | 'zoom' | 'extent'>): ToolCursor | null;
  begin(event: ToolEvent, context: ToolContext): Gesture;
}

/** Where the pointer is now. */
export function latest(event: ToolEvent): Sample {
  const sample = event.samples.at(-1);
  if (!sample) throw new RangeError('a tool event has at least one sample');
  return sample;
}
