import { copyCommon } from '../../../workers/shared/copy-common.ts';
import { type Rect, uniteRects } from '../../../workers/shared/geometry/rect.ts';
import type { MaskBuffer } from '../../../workers/shared/pixels.ts';
import { type TileGrid, tileRect, tilesMeeting } from '../document/tile-grid.ts';
import { type MaskTile, sealTile, solidValues } from './mask-tile.ts';
import { applyDelta, deltaBetween, type TileDelta, turnsAll } from './tile-delta.ts';

/** A change of the mask, by tile index; it leads both ways. */
export type MaskChange = ReadonlyMap<number, TileDelta>;

/** What drawing code may do with a mask. */
export interface MaskDraft {
  readonly grid: TileGrid;
  /** Values of a tile, null when nothing is painted there. Not to be written to. */
  peek(index: number): Uint8Array | null;
  /** Values of a tile to write to. Whoever writes says where, with `touched`. */
  edit(index: number): Uint8Array;
  /** Gives a whole tile one value, at no cost. */
  fill(index: number, value: 0 | 255): void;
  /** Tells the renderer that values inside `rect` have changed. */
  touched(rect: Rect): void;
  /** Works out ahead what has changed in a tile that is finished: the end of a large change then takes no time. */
  settle(index: number): void;
}

/** A tile in the making. */
interface Draft {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly isShared: boolean;
  /** What sealing it will give, where that was worked out ahead. */
  settled: Settled | null;
  /** The round in which it was last asked for, of those that `settleBehind` counts. */
  round: number;
}

/** A stroke that has not come back to a tile for so many rounds has most likely left it. */
const LEFT_ROUNDS = 8;

interface Settled {
  readonly delta: TileDelta | null;
  readonly tile: MaskTile | null;
}

/**
 * The mask of a document, in source coordinates: sparse tiles of one byte a pixel. Edits go to a draft, copies of the touched tiles; `seal`
 * turns the draft into one change, `discard` forgets it.
 */
export class MaskLayer implements MaskDraft {
  private readonly tiles = new Map<number, MaskTile>();
  /** Values in the making; `isShared` ones are copied before they are written to. */
  private readonly draft = new Map<number, Draft>();
  private round = 0;
  /** Both sides of the newest change: taking that back, or making it again, works nothing out. */
  private newest = new Map<TileDelta, readonly [MaskTile | null, MaskTile | null]>();

  constructor(
    private lattice: TileGrid,
    private readonly onTouched: (rect: Rect) => void,
  ) {}

  get grid(): TileGrid {
    return this.lattice;
  }

  /** The canvas has another frame now. What is painted stays where it is. */
  reframe(grid: TileGrid): void {
    this.lattice = grid;
  }

  peek(index: number): Uint8Array | null {
    return this.draft.get(index)?.data ?? this.tiles.get(index)?.data ?? null;
  }

  edit(index: number): Uint8Array {
    const draft = this.draft.get(index);
    if (draft && !draft.isShared) {
      draft.settled = null;
      draft.round = this.round;
      return draft.data;
    }
    const { width, height } = tileRect(this.grid, index);
    const old = draft?.data ?? this.tiles.get(index)?.data;
    const data = old ? old.slice() : new Uint8Array(width * height);
    this.draft.set(index, { data, isShared: false, settled: null, round: this.round });
    return data;
  }

  fill(index: number, value: 0 | 255): void {
    this.draft.set(index, {
      data: solidValues(tileRect(this.grid, index), value),
      isShared: true,
      settled: null,
      round: this.round,
    });
  }

  touched(rect: Rect): void {
    this.onTouched(rect);
  }

  /** Indices of the tiles that may hold painted pixels, the draft included. */
  painted(): ReadonlySet<number> {
    return new Set([...this.tiles.keys(), ...this.draft.keys()]);
  }

  settle(index: number): void {
    const draft = this.draft.get(index);
    if (draft) draft.settled ??= this.worked(index, draft);
  }

  /** Settles one tile that drawing has left behind, about a millisecond: to be called now and then during a stroke. */
  settleBehind(): void {
    this.round++;
    for (const [index, { settled, round }] of this.draft) {
      if (settled || this.round - round < LEFT_ROUNDS) continue;
      this.settle(index);
      return;
    }
  }

  /** Values of all sealed tiles by index; not to be written to. */
  values(): ReadonlyMap<number, Uint8Array> {
    return new Map([...this.tiles].map(([index, { data }]) => [index, data]));
  }

  /** Ends the draft; null when it changed no value. */
  seal(): MaskChange | null {
    const change = new Map<number, TileDelta>();
    const sides: typeof this.newest = new Map();
    for (const [index, draft] of this.draft) {
      const { delta, tile } = draft.settled ?? this.worked(index, draft);
      if (!delta) continue;
      change.set(index, delta);
      sides.set(delta, [this.tiles.get(index) ?? null, tile]);
      this.put(index, tile);
    }
    this.draft.clear();
    if (change.size === 0) return null;
    this.newest = sides;
    return change;
  }

  /** Forgets the draft. */
  discard(): void {
    const indices = [...this.draft.keys()];
    this.draft.clear();
    for (const index of indices) this.onTouched(tileRect(this.grid, index));
  }

  /** Takes a change back, or makes it again. */
  toggle(change: MaskChange): void {
    for (const [index, delta] of change) {
      const rect = tileRect(this.grid, index);
      const known = this.newest.get(delta);
      const isAfter = known?.[1] === (this.tiles.get(index) ?? null);
      const other = known ? known[isAfter ? 0 : 1] : sealTile(toggled(this.sealed(index), delta, rect), rect);
      this.put(index, other);
      this.onTouched(rect);
    }
  }

  /** All that is sealed, as the change from an empty mask. */
  sinceEmpty(): MaskChange | null {
    const change = new Map<number, TileDelta>();
    for (const [index, { data }] of this.tiles) {
      const delta = deltaBetween(solidValues(tileRect(this.grid, index), 0), data);
      if (delta) change.set(index, delta);
    }
    return change.size > 0 ? change : null;
  }

  /** Smallest rectangle around all sealed values above 0. */
  bounds(): Rect | null {
    let all: Rect | null = null;
    for (const [index, { bounds }] of this.tiles) {
      const { x, y } = tileRect(this.grid, index);
      const here = { ...bounds, x: x + bounds.x, y: y + bounds.y };
      all = all ? uniteRects(all, here) : here;
    }
    return all;
  }

  /** A copy of a rectangle inside the canvas, the draft included. */
  read(rect: Rect): MaskBuffer {
    const data = new Uint8Array(rect.width * rect.height);
    for (const index of tilesMeeting(this.grid, rect)) {
      const tile = this.peek(index);
      if (!tile) continue;
      copyCommon({ data: tile, area: tileRect(this.grid, index) }, { data, area: rect }, 1);
    }
    return { width: rect.width, height: rect.height, data };
  }

  private worked(index: number, { data }: Draft): Settled {
    const delta = deltaBetween(this.sealed(index), data);
    return { delta, tile: delta && sealTile(data, tileRect(this.grid, index)) };
  }

  private sealed(index: number): Uint8Array<ArrayBuffer> {
    return this.tiles.get(index)?.data ?? solidValues(tileRect(this.grid, index), 0);
  }

  private put(index: number, tile: MaskTile | null): void {
    if (tile) this.tiles.set(index, tile);
    else this.tiles.delete(index);
  }
}

/** The other side of a change of one tile. A whole tile of 0 or 255 is not gone through: a mask may have hundreds. */
function toggled(data: Uint8Array<ArrayBuffer>, delta: TileDelta, rect: Rect): Uint8Array<ArrayBuffer> {
  const [none, all] = [solidValues(rect, 0), solidValues(rect, 255)];
  if ((data === none || data === all) && turnsAll(delta, data.length)) return data === all ? none : all;
  const other = data.slice();
  applyDelta(other, delta);
  return other;
}
