import type { ByteSource } from '../../workers/shared/bytes.ts';
import type { Sides } from '../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type { ChainStage, FillJob, Preview } from '../../workers/shared/job.ts';
import type { MaskBuffer, PixelBuffer } from '../../workers/shared/pixels.ts';
import type { FlatFill, OpenedImage, OpenNote } from '../../workers/shared/protocol.ts';
import type { ChangeIntent } from './history/history.ts';

/** Tools of the first cut, in toolbar order. */
export type ToolId = 'hand' | 'brush' | 'eraser' | 'rectangle';

/** Brush of `brush` and `eraser`: diameter in image pixels, hardness 0 (soft to the centre) to 1 (hard edge). */
export interface BrushSettings {
  readonly size: number;
  readonly hardness: number;
}

/** An accepted fill: an entry of the document. `job` is without its window pixels: enough to roll it again. */
export interface FillEntry extends FlatFill {
  readonly id: string;
  readonly job: Omit<FillJob, 'window'>;
  readonly seed: number;
  readonly chain: readonly ChainStage[];
  readonly visible: boolean;
}

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

/** An immutable snapshot; a new object only when something in it changed (fit for `useSyncExternalStore`). */
export interface EditorState {
  readonly document: DocumentInfo | null;
  readonly tool: ToolId;
  readonly brush: BrushSettings;
  /** Screen pixels (CSS) an image pixel covers. */
  readonly zoom: number;
  /** Smallest rectangle around all mask values above 0; null when nothing is painted. */
  readonly maskBounds: Rect | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** True while the original is shown in place of the result. */
  readonly comparing: boolean;
}

/** A candidate on show, not yet part of the document. */
export interface StagedFill extends FlatFill {
  readonly seed: number;
  readonly chain: readonly ChainStage[];
}

/** The framework-free editor as the rest of the page sees it. */
export interface EditorApi {
  getState(): EditorState;
  subscribe(listener: () => void): () => void;

  /** Builds the canvases inside `host` and listens to its pointer and wheel events; returns the undo of that. */
  attach(host: HTMLElement): () => void;

  /** Replaces the document; history starts empty. Tiles are taken over, not copied. */
  open(image: OpenedImage, file: ByteSource, name: string): void;
  close(): void;
  /** The file behind the document, for export. */
  sourceFile(): ByteSource | null;

  setTool(tool: ToolId): void;
  setBrush(brush: Partial<BrushSettings>): void;
  /** One undo entry each. */
  clearMask(): void;
  invertMask(): void;
  /** `silent` makes no undo entry: for a mask that comes with a picture. */
  setMask(mask: MaskBuffer, intent?: ChangeIntent): void;
  /** The whole mask at canvas size, for saving. */
  readMask(): MaskBuffer | null;

  undo(): void;
  redo(): void;

  /**
   * Enlarges the canvas and paints the mask over exactly the new area, as one undo entry: the next fill fills it. What
   * was painted before is put away (undo brings it back); the new area is transparent until then. The view is fitted.
   * @param sides whole pixels, 0 or more
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
  /** Outlines a growth that is not made yet, and makes room for it in the view; null takes the outline away. */
  showGrowth(sides: Sides | null): void;

  /** Flattened pixels (visible fills applied) and the mask of a rectangle inside the canvas. */
  readWindow(rect: Rect): { readonly image: PixelBuffer; readonly mask: MaskBuffer };

  /** An unfinished picture drawn over the canvas; null takes it away. Never part of the document. */
  showPreview(preview: Preview | null): void;
  /** The candidate drawn in place; null shows the document. Hides the mask overlay while one is shown. */
  showStaged(fill: StagedFill | null): void;
  /** Appends the fill to the document and clears the mask, as one undo entry. */
  acceptFill(fill: StagedFill, job: Omit<FillJob, 'window'>): void;

  setComparing(comparing: boolean): void;

  /** Zooms about a point of the host (CSS pixels), the middle by default. */
  zoomTo(zoom: number, at?: { readonly x: number; readonly y: number }): void;
  fit(): void;
}
