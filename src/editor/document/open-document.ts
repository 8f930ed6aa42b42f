import { extendRect, rectsAround, type Sides } from '../../../workers/shared/geometry/growth.ts';
import { type Rect, rectsEqual } from '../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { FlatFill } from '../../../workers/shared/protocol.ts';
import { type ChangeIntent, History, type HistoryLimits, type Mark } from '../history/history.ts';
import { type MaskChange, type MaskDraft, MaskLayer } from '../mask/mask-layer.ts';
import { paintRect } from '../mask/shapes.ts';
import type { DocumentInfo, FillEntry } from '../ports.ts';
import { ComposedTiles } from './composed-tiles.ts';
import { goneBytes } from './fill-bytes.ts';
import { moveFills } from './move-fill.ts';
import { type Picture, sourceTile } from './picture.ts';
import type { TileGrid } from './tile-grid.ts';

type Fills = readonly FillEntry[];

/** One undo entry: the mask tiles that changed and, where the list of fills or the canvas changed, both sides. */
interface DocumentChange {
  readonly mask: MaskChange | null;
  readonly fills: { readonly before: Fills; readonly after: Fills } | null;
  readonly frame: { readonly before: Rect; readonly after: Rect } | null;
}

/** At least 64 steps are promised. The budget holds what only the history keeps: mask deltas, pixels of gone fills. */
const LIMITS: HistoryLimits = { entries: 200, bytes: 512 * 2 ** 20 };

/**
 * An open picture with its canvas, its fills, its mask and their history. Every change of a document goes through
 * here. All is kept in source coordinates, so that nothing moves when the canvas grows to the left or the top; only
 * `describe` speaks of the canvas.
 */
export class OpenDocument {
  readonly mask: MaskLayer;
  private lattice: TileGrid;
  private fills: Fills = [];
  private info: DocumentInfo | null = null;
  private readonly composed: ComposedTiles;
  private readonly history: History<DocumentChange>;

  constructor(
    readonly picture: Picture,
    onMaskTouched: (rect: Rect) => void,
    limits: HistoryLimits = LIMITS,
  ) {
    this.lattice = picture.grid;
    this.mask = new MaskLayer(picture.grid, onMaskTouched);
    this.composed = new ComposedTiles(picture);
    this.history = new History((change, side) => this.restore(change, side), limits);
  }

  /** The tiles, and the canvas over them. */
  get grid(): TileGrid {
    return this.lattice;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** The same object until something in it changes. */
  describe(): DocumentInfo {
    if (!this.info) {
      const { name, colorSpace, icc, notes } = this.picture;
      const { frame } = this.lattice;
      const { width, height } = frame;
      const fills = moveFills(this.fills, -frame.x, -frame.y);
      this.info = { name, width, height, frame, colorSpace, icc, notes, fills };
    }
    return this.info;
  }

  /** Pixels of a tile with the visible fills, and `staged` on top; the source tile itself where none touches it. */
  tileAt(index: number, staged: FlatFill | null = null): PixelBuffer {
    const visible: readonly FlatFill[] = this.fills.filter((fill) => fill.visible);
    return this.composed.get(index, staged ? [...visible, staged] : visible);
  }

  /** A tile as the file has it. */
  sourceAt(index: number): PixelBuffer {
    return sourceTile(this.picture, index);
  }

  /** Draws into the mask. */
  changeMask(intent: ChangeIntent, draw: (mask: MaskDraft) => void): void {
    draw(this.mask);
    if (intent === 'live') return;
    const mask = this.mask.seal();
    if (intent === 'silent') this.history.clear();
    else if (mask) this.record({ mask, fills: null, frame: null });
  }

  /** Replaces the list of fills, in canvas coordinates as `describe` tells them, and draws into the mask, as one entry. */
  changeFills(fills: Fills, draw: (mask: MaskDraft) => void): void {
    const before = this.fills;
    const { x, y } = this.lattice.frame;
    const after = moveFills(fills, x, y);
    draw(this.mask);
    const mask = this.mask.seal();
    this.setFills(after);
    this.record({ mask, fills: { before, after }, frame: null });
  }

  /**
   * Enlarges the canvas and draws into the mask, as one entry.
   * @returns takes that entry back as if it had never been; false, and nothing happens, once something else was done
   */
  grow(sides: Sides, draw: (mask: MaskDraft) => void): () => boolean {
    const before = this.lattice.frame;
    const after = extendRect(before, sides);
    this.setFrame(after);
    draw(this.mask);
    const change: DocumentChange = { mask: this.mask.seal(), fills: null, frame: { before, after } };
    this.record(change);
    return () => this.history.takeBack(change);
  }

  /** Cuts the canvas down to `frame`, inside it, and the mask with it, as one entry. Nothing of the picture is lost. */
  crop(frame: Rect): void {
    const before = this.lattice.frame;
    for (const part of rectsAround(before, frame)) paintRect(this.mask, part, 'subtract');
    const mask = this.mask.seal();
    this.setFrame(frame);
    this.record({ mask, fills: null, frame: { before, after: frame } });
  }

  undo(): void {
    this.mask.discard();
    this.history.undo();
  }

  redo(): void {
    this.mask.discard();
    this.history.redo();
  }

  mark(): Mark {
    return this.history.mark();
  }

  /** Forgets live changes and takes back all entries made after the mark. */
  bailTo(mark: Mark): void {
    this.mask.discard();
    this.history.bailTo(mark);
  }

  private record(change: DocumentChange): void {
    let bytes = change.fills ? goneBytes(change.fills) : 0;
    for (const delta of change.mask?.values() ?? []) bytes += delta.byteLength;
    this.history.push(change, bytes);
  }

  private restore(change: DocumentChange, side: 'before' | 'after'): void {
    if (change.mask) this.mask.toggle(change.mask);
    if (change.fills) this.setFills(change.fills[side]);
    if (change.frame) this.setFrame(change.frame[side]);
  }

  private setFrame(frame: Rect): void {
    if (rectsEqual(frame, this.lattice.frame)) return;
    this.lattice = { ...this.lattice, frame };
    this.mask.reframe(this.lattice);
    this.info = null;
  }

  private setFills(fills: Fills): void {
    this.fills = fills;
    this.info = null;
  }
}
