import { extendRect, rectsAround, type Sides } from '../../../workers/shared/geometry/growth.ts';
import { type Rect, rectsEqual } from '../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { FlatFill } from '../../../workers/shared/protocol.ts';
import { type ChangeIntent, History, type HistoryLimits, type Mark } from '../history/history.ts';
import { type MaskChange, type MaskDraft, MaskLayer } from '../mask/mask-layer.ts';
import { clearAll, paintRect } from '../mask/shapes.ts';
import type { DocumentInfo, FillEntry } from '../ports.ts';
import { ComposedTiles } from './composed-tiles.ts';
import type { DocumentEdit } from './edit.ts';
import { goneBytes } from './fill-bytes.ts';
import { moveFills } from './move-fill.ts';
import { type Picture, sourceTile } from './picture.ts';
import { type TileGrid, tileRect } from './tile-grid.ts';

type Fills = readonly FillEntry[];

/** One undo entry: the mask tiles that changed and, where the list of fills or the canvas changed, both sides. */
interface DocumentChange {
  readonly mask: MaskChange | null;
  readonly fills: { readonly before: Fills; readonly after: Fills } | null;
  readonly frame: { readonly before: Rect; readonly after: Rect } | null;
}

/** What is drawn besides the document: a candidate, and the fill whose place it (or nothing) takes. */
export interface OnShow {
  readonly staged: FlatFill | null;
  readonly replaces: string | null;
}

/** The document as it is. */
export const NOTHING_ON_SHOW: OnShow = { staged: null, replaces: null };

export interface DocumentListener {
  maskTouched(rect: Rect): void;
  /** Called after each edit, not while edits are replayed. */
  edited(edit: DocumentEdit): void;
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
  /** What was painted before the last growth: it comes back when that is filled. */
  private resting: ReadonlyMap<number, Uint8Array> = new Map();
  private readonly history: History<DocumentChange>;

  constructor(
    readonly picture: Picture,
    private readonly listener: DocumentListener,
    limits: HistoryLimits = LIMITS,
  ) {
    this.lattice = picture.grid;
    this.mask = new MaskLayer(picture.grid, (rect) => listener.maskTouched(rect));
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

  /** Pixels of a tile with the visible fills; the source tile itself where none touches it. */
  tileAt(index: number, show: OnShow = NOTHING_ON_SHOW): PixelBuffer {
    return this.composed.get(index, this.fillsOnShow(show));
  }

  /** The visible fills and the candidate, in the order in which they are drawn. */
  fillsOnShow({ staged, replaces }: OnShow): readonly FlatFill[] {
    const shown: FlatFill[] = [];
    for (const fill of this.fills) {
      if (fill.id !== replaces) shown.push(...(fill.visible ? [fill] : []));
      else if (staged) shown.push(staged);
    }
    if (staged && replaces === null) shown.push(staged);
    return shown;
  }

  /** Pixels of a tile as they lie under a fill: the source and the visible fills before it. */
  tileUnder(index: number, id: string): PixelBuffer {
    const at = this.fills.findIndex((fill) => fill.id === id);
    return this.composed.get(
      index,
      this.fills.slice(0, Math.max(0, at)).filter((fill) => fill.visible),
    );
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
    if (intent === 'silent') {
      this.history.clear();
      this.listener.edited({ kind: 'ground', mask, fills: null, frame: null });
    } else if (mask) this.record({ mask, fills: null, frame: null });
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
   * Gives the canvas more on some sides (and less on others, below 0) and paints the mask over exactly what is new, as
   * one entry.
   * @returns takes that entry back as if it had never been; false, and nothing happens, once something else was done
   */
  grow(sides: Sides): () => boolean {
    const before = this.lattice.frame;
    const after = extendRect(before, sides);
    this.resting = this.mask.values();
    clearAll(this.mask);
    this.setFrame(after);
    for (const part of rectsAround(after, before)) paintRect(this.mask, part, 'add');
    const change: DocumentChange = { mask: this.mask.seal(), fills: null, frame: { before, after } };
    this.record(change);
    return () => {
      const taken = this.history.takeBack(change);
      if (taken) this.listener.edited({ kind: 'back', entries: 1 });
      return taken;
    };
  }

  /** Paints again what was painted before the canvas grew, once. */
  wakeMask(): void {
    for (const [index, values] of this.resting) {
      this.mask.edit(index).set(values);
      this.mask.touched(tileRect(this.grid, index));
    }
    this.resting = new Map();
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
    if (this.history.undo()) this.listener.edited({ kind: 'undo' });
  }

  redo(): void {
    this.mask.discard();
    if (this.history.redo()) this.listener.edited({ kind: 'redo' });
  }

  mark(): Mark {
    return this.history.mark();
  }

  /** Forgets live changes and takes back all entries made after the mark. */
  bailTo(mark: Mark): void {
    this.mask.discard();
    const entries = this.history.bailTo(mark);
    if (entries > 0) this.listener.edited({ kind: 'back', entries });
  }

  /** Does again what an earlier session did. Nobody is told of it as of an edit. */
  replay(edit: DocumentEdit): void {
    switch (edit.kind) {
      case 'undo':
      case 'redo':
        this.history[edit.kind]();
        return;
      case 'back':
        this.history.bailTo(this.history.mark() - edit.entries);
        return;
      case 'change':
      case 'ground': {
        const { mask, fills, frame } = edit;
        const change: DocumentChange = {
          mask,
          fills: fills && { before: this.fills, after: fills },
          frame: frame && { before: this.lattice.frame, after: frame },
        };
        this.restore(change, 'after');
        if (edit.kind === 'change') this.history.push(change, bytesOf(change));
        else this.history.clear();
      }
    }
  }

  /** The document as it is, as one edit of the opened picture. */
  ground(): DocumentEdit {
    return { kind: 'ground', mask: this.mask.sinceEmpty(), fills: this.fills, frame: this.lattice.frame };
  }

  private record(change: DocumentChange): void {
    this.history.push(change, bytesOf(change));
    const { mask, fills, frame } = change;
    this.listener.edited({
      kind: 'change',
      mask,
      fills: fills?.after ?? null,
      frame: frame?.after ?? null,
    });
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

/** What a history entry keeps in memory that the document does not. */
function bytesOf({ mask, fills }: DocumentChange): number {
  let bytes = fills ? goneBytes(fills) : 0;
  for (const delta of mask?.values() ?? []) bytes += delta.byteLength;
  return bytes;
}
