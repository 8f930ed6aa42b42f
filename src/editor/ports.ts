import type { ByteSource } from '../../workers/shared/bytes.ts';
import type { Sides } from '../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type { ChainStage, FillJob, Preview } from '../../workers/shared/job.ts';
import type { MaskBuffer, PixelBuffer } from '../../workers/shared/pixels.ts';
import type { FlatFill, OpenedImage, OpenNote } from '../../workers/shared/protocol.ts';
import type { FillEdge } from '../../workers/shared/stitch.ts';
import type { ChangeCount } from './document/count-changes.ts';
import type { DocumentEdit } from './document/edit.ts';
import type { ChangeIntent } from './history/history.ts';
import type { MaskOperation } from './mask/operations.ts';
import type { BrushSettings, MaskLook, ToolOptions } from './tools/options.ts';
import type { View } from './viewport/view.ts';

/** Tools in toolbar order. */
export type ToolId =
  | 'hand'
  | 'zoom'
  | 'brush'
  | 'eraser'
  | 'rectangle'
  | 'ellipse'
  | 'lasso'
  | 'polygon'
  | 'wand'
  | 'clone'
  | 'heal'
  | 'extend';

/** A candidate on show, not yet part of the document. */
export interface StagedFill extends FlatFill {
  /** The person's mask over `rect`: what was to be filled, in the size of the patch. */
  readonly hole: MaskBuffer;
  readonly seed: number;
  readonly chain: readonly ChainStage[];
}

/** An accepted fill: an entry of the document. `job` is without its window pixels: enough to roll it again. */
export interface FillEntry extends StagedFill {
  readonly id: string;
  readonly job: Omit<FillJob, 'window'>;
  /** The stitch mask as it was made; `stitch` differs from it once the edge was changed. */
  readonly made: MaskBuffer;
  readonly edge: FillEdge;
  readonly visible: boolean;
}

/** What may be changed of a fill that is there. */
export type FillChange = Partial<Pick<FillEntry, 'visible' | 'stitch' | 'edge'>>;

/**
 * What the panels need to know of the open document. `width` and `height` are the canvas's. Everything that the editor
 * takes and tells (mask, windows, fills, previews) is in canvas coordinates: (0, 0) is the canvas's top-left corner now,
 * and moves when the canvas grows to the left or the top.
 */
export interface DocumentInfo {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** The canvas in the opened file's own pixels: the whole file at first, `x` and `y` below 0 once it has grown there. */
  readonly frame: Rect;
  readonly colorSpace: OpenedImage['colorSpace'];
  readonly icc: Uint8Array<ArrayBuffer> | null;
  readonly notes: readonly OpenNote[];
  readonly fills: readonly FillEntry[];
}

/**
 * How before (the opened file) and after are on show together: before left of a divider, each in half of the view, or
 * the pixels that differ marked on a dimmed picture.
 */
export type CompareMode = 'off' | 'wipe' | 'side-by-side' | 'difference';

/** An immutable snapshot; a new object only when something in it changed (fit for `useSyncExternalStore`). */
export interface EditorState {
  readonly document: DocumentInfo | null;
  readonly tool: ToolId;
  readonly brush: BrushSettings;
  readonly options: ToolOptions;
  readonly maskLook: MaskLook;
  /** True once Clone and Heal know where to take pixels from. */
  readonly hasSource: boolean;
  /** Screen pixels (CSS) an image pixel covers. */
  readonly zoom: number;
  /** Where the canvas lies in the editor's host, `zoom` included. */
  readonly view: View;
  /** Smallest rectangle around all mask values above 0; null when nothing is painted. */
  readonly maskBounds: Rect | null;
  /** True while what is painted is kept but neither shown nor filled: the canvas's edges are on offer in its place. */
  readonly maskRests: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /**
   * What the canvas is about to gain (or, below 0, to lose) on each side; nothing of it is made yet. Null while the canvas
   * cannot change: nothing is open, or `setExtent` has said so.
   */
  readonly extent: Sides | null;
  /** The fill that is left out of what is on show; null while all are there, or a candidate is. */
  readonly without: string | null;
  /** True while the original is shown in place of the result. */
  readonly comparing: boolean;
  /** The pointer that arrow keys move, in canvas coordinates; null while there is none. */
  readonly crosshair: { readonly x: number; readonly y: number; readonly pressed: boolean } | null;
  readonly compareMode: CompareMode;
  /** Where the wipe's divider is, as a share of the view's width, 0 to 1. */
  readonly wipe: number;
  /** How the view is cut in two for `side-by-side`: beside each other or, where it is tall, one below the other. */
  readonly split: 'across' | 'down' | null;
}

/** The framework-free editor as the rest of the page sees it. */
export interface EditorApi {
  getState(): EditorState;
  subscribe(listener: () => void): () => void;

  /** Builds the canvases inside `host` and listens to its pointer and wheel events; returns the undo of that. */
  attach(host: HTMLElement): () => void;
  /** Gives the canvas the keyboard's focus, without scrolling to it. */
  focus(): void;

  /**
   * Replaces the document. Tiles are taken over, not copied. History starts empty, or with what `edits`, those of an
   * earlier session with the same file, leave of it.
   */
  open(image: OpenedImage, file: ByteSource, name: string, edits?: Iterable<DocumentEdit>): void;
  /** Tells of every edit of the open document from now on, in order; opening another is none. */
  onEdit(listener: (edit: DocumentEdit) => void): () => void;
  /** The document as it is, as one edit of the opened file; null without a document. */
  ground(): DocumentEdit | null;
  close(): void;
  /** The file behind the document, for export. */
  sourceFile(): ByteSource | null;

  setTool(tool: ToolId): void;
  setBrush(brush: Partial<BrushSettings>): void;
  setOptions(options: Partial<ToolOptions>): void;
  setMaskLook(look: Partial<MaskLook>): void;
  /** Combines a shape with the mask in the mode that is set; one undo entry. `rect` may reach beyond the canvas. */
  paintShape(shape: 'rectangle' | 'ellipse', rect: Rect): void;
  /** One undo entry each. Large masks change in slices over some frames; whoever reads the mask sees the end. */
  clearMask(): void;
  invertMask(): void;
  /** Grows, shrinks, feathers, fills holes, or takes what is transparent. RangeError beyond 1 to 500 pixels. */
  operateMask(operation: MaskOperation): void;
  /** `silent` makes no undo entry: for a mask that comes with a picture. */
  setMask(mask: MaskBuffer, intent?: ChangeIntent): void;
  /** The mask of a rectangle inside the canvas, the whole of it by default, for saving. */
  readMask(rect?: Rect): MaskBuffer | null;

  undo(): void;
  redo(): void;

  /**
   * Enlarges the canvas and paints the mask over exactly the new area, as one undo entry: the next fill fills it. What
   * was painted before is put away (undo brings it back); the new area is transparent until then. The view is fitted.
   * @param sides whole pixels; a side below 0 is cut, in the same entry
   * @returns takes the growth back as if it had never been; false, and nothing happens, once something else was done
   * @throws LacunaError `image-too-large` beyond 16384 pixels a side or 100 megapixels; RangeError for other numbers
   */
  growCanvas(sides: Sides): () => boolean;
  /**
   * Cuts the canvas down to a rectangle inside it, as one undo entry; what is painted outside goes. Fills and the file's
   * own pixels are kept: growing again shows them. The view is fitted.
   * @throws RangeError unless `rect` is whole pixels, at least 1 x 1, inside the canvas
   */
  cropCanvas(rect: Rect): void;
  /**
   * Sets what the canvas is about to gain or lose, whole pixels, and makes room for it in the view; zeros offer the
   * canvas's edges to the Extend tool, null takes them away. Growing and cropping reset it to zeros.
   */
  setExtent(sides: Sides | null): void;

  /** Flattened pixels (visible fills applied) and the mask of a rectangle inside the canvas. */
  readWindow(rect: Rect): { readonly image: PixelBuffer; readonly mask: MaskBuffer };

  /** Flattened pixels of a rectangle inside the canvas as they lie under a fill: without it and those above it. */
  readUnder(id: string, rect: Rect): PixelBuffer;

  /** An unfinished picture drawn over the canvas; null takes it away. Never part of the document. */
  showPreview(preview: Preview | null): void;
  /**
   * The candidate drawn in place, on top or where the fill `replaces` is; null shows the document. Hides the mask overlay
   * while one is shown.
   */
  showStaged(fill: StagedFill | null, replaces?: string): void;
  /** Shows the document without one of its fills, until null. */
  showWithout(id: string | null): void;
  /**
   * Makes the fill part of the document, as one undo entry: on top, clearing the mask, or in the place of the fill
   * `replaces`, which goes.
   */
  acceptFill(fill: StagedFill, job: Omit<FillJob, 'window'>, replaces?: string): void;
  /** Changes a fill, or deletes it (null), as one undo entry. Nothing happens where there is no such fill. */
  changeFill(id: string, change: FillChange | null): void;

  /** Shows the opened file alone for as long as it is true, whatever the mode. */
  setComparing(comparing: boolean): void;
  setCompareMode(mode: CompareMode): void;
  setWipe(share: number): void;
  /** Counts what differs from the opened file, candidate included, in short slices; null when aborted or none is open. */
  countChanges(signal: AbortSignal): Promise<ChangeCount | null>;

  /** Zooms about a point of the host (CSS pixels), the middle by default. */
  zoomTo(zoom: number, at?: { readonly x: number; readonly y: number }): void;
  /** Zooms with a point of the canvas in the middle. */
  showAt(zoom: number, point: { readonly x: number; readonly y: number }): void;
  fit(): void;
}
