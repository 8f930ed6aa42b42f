import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { FlatFill } from '../../../workers/shared/protocol.ts';
import { type ChangeIntent, History, type HistoryLimits, type Mark } from '../history/history.ts';
import { type MaskChange, type MaskDraft, MaskLayer } from '../mask/mask-layer.ts';
import type { DocumentInfo, FillEntry } from '../ports.ts';
import { ComposedTiles } from './composed-tiles.ts';
import type { Picture } from './picture.ts';

type Fills = readonly FillEntry[];

/** One undo entry: the mask tiles that changed and, where the list of fills changed, both lists. */
interface DocumentChange {
  readonly mask: MaskChange | null;
  readonly fills: { readonly before: Fills; readonly after: Fills } | null;
}

/** At least 64 steps are promised; the budget holds mask tiles only (pixels live in the fills). */
const LIMITS: HistoryLimits = { entries: 200, bytes: 128 * 2 ** 20 };

/** An open picture with its fills, its mask and their history. Every change of a document goes through here. */
export class OpenDocument {
  readonly mask: MaskLayer;
  private fills: Fills = [];
  private info: DocumentInfo | null = null;
  private readonly composed: ComposedTiles;
  private readonly history: History<DocumentChange>;

  constructor(
    readonly picture: Picture,
    onMaskTouched: (rect: Rect) => void,
    limits: HistoryLimits = LIMITS,
  ) {
    this.mask = new MaskLayer(picture.grid, onMaskTouched);
    this.composed = new ComposedTiles(picture);
    this.history = new History((change, side) => this.restore(change, side), limits);
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
      const { name, grid, colorSpace, icc, notes } = this.picture;
      this.info = { name, width: grid.width, height: grid.height, colorSpace, icc, notes, fills: this.fills };
    }
    return this.info;
  }

  /** Pixels of a tile with the visible fills, and `staged` on top; the source tile itself where none touches it. */
  tileAt(index: number, staged: FlatFill | null = null): PixelBuffer {
    const visible: readonly FlatFill[] = this.fills.filter((fill) => fill.visible);
    return this.composed.get(index, staged ? [...visible, staged] : visible);
  }

  /** Draws into the mask. */
  changeMask(intent: ChangeIntent, draw: (mask: MaskDraft) => void): void {
    draw(this.mask);
    if (intent === 'live') return;
    const mask = this.mask.seal();
    if (intent === 'silent') this.history.clear();
    else if (mask) this.record({ mask, fills: null });
  }

  /** Replaces the list of fills and draws into the mask, as one entry. */
  changeFills(after: Fills, draw: (mask: MaskDraft) => void): void {
    const before = this.fills;
    draw(this.mask);
    const mask = this.mask.seal();
    this.setFills(after);
    this.record({ mask, fills: { before, after } });
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
    let bytes = 0;
    for (const delta of change.mask?.values() ?? []) bytes += delta.byteLength;
    this.history.push(change, bytes);
  }

  private restore(change: DocumentChange, side: 'before' | 'after'): void {
    if (change.mask) this.mask.toggle(change.mask);
    if (change.fills) this.setFills(change.fills[side]);
  }

  private setFills(fills: Fills): void {
    this.fills = fills;
    this.info = null;
  }
}
