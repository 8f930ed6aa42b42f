import type { MaskBuffer, PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { SavedBlob, SavedFill, SessionRecord } from '../../../workers/shared/session.ts';
import type { MaskChange } from '../mask/mask-layer.ts';
import type { FillEntry } from '../ports.ts';
import type { DocumentEdit } from './edit.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Turns edits into records and records into edits. Pixels and masks are written once, however many edits name them:
 * the keeper remembers what it has written or read.
 */
export class EditKeeper {
  private readonly idOf = new WeakMap<ArrayBuffer, number>();
  private readonly patches = new Map<number, PixelBuffer>();
  private readonly masks = new Map<number, MaskBuffer>();
  private readonly blobs = new Map<number, Bytes>();
  private nextId = 0;

  record(edit: DocumentEdit): SessionRecord {
    if (!('fills' in edit)) return { edit, deltas: [], blobs: [] };
    const { kind, mask, fills, frame } = edit;
    const blobs: SavedBlob[] = [];
    return {
      edit: {
        kind,
        mask: [...(mask?.keys() ?? [])],
        fills: fills?.map((fill) => this.saveFill(fill, blobs)) ?? null,
        frame,
      },
      deltas: [...(mask?.values() ?? [])],
      blobs,
    };
  }

  /** @throws RangeError where a fill names bytes that are not there or have another size */
  edit({ edit, deltas, blobs }: SessionRecord): DocumentEdit {
    for (const { id, bytes } of blobs) {
      this.blobs.set(id, bytes);
      this.idOf.set(bytes.buffer, id);
      this.nextId = Math.max(this.nextId, id + 1);
    }
    if (!('fills' in edit)) return edit;
    const { kind, mask, fills, frame } = edit;
    const change: MaskChange = new Map(mask.map((tile, at) => [tile, deltas[at] as Bytes]));
    return {
      kind,
      mask: change.size > 0 ? change : null,
      fills: fills?.map((fill) => this.loadFill(fill)) ?? null,
      frame,
    };
  }

  private saveFill(fill: FillEntry, blobs: SavedBlob[]): SavedFill {
    const { id, rect, job, seed, chain, edge, visible } = fill;
    const keep = ({ data }: PixelBuffer | MaskBuffer) => {
      const known = this.idOf.get(data.buffer);
      if (known !== undefined) return known;
      const blob = { id: this.nextId++, bytes: new Uint8Array(data.buffer, data.byteOffset, data.length) };
      this.idOf.set(data.buffer, blob.id);
      blobs.push(blob);
      return blob.id;
    };
    const pixels = {
      patch: keep(fill.patch),
      stitch: keep(fill.stitch),
      hole: keep(fill.hole),
      made: keep(fill.made),
    };
    return { id, rect, job, seed, chain, edge, visible, ...pixels };
  }

  private loadFill(fill: SavedFill): FillEntry {
    const { width, height } = fill.rect;
    const bytesOf = (id: number, length: number): Bytes => {
      const bytes = this.blobs.get(id);
      if (bytes?.length !== length) throw new RangeError(`the bytes of fill ${fill.id} are not there`);
      return bytes;
    };
    // The same object each time: that is how the editor knows that pixels are the same.
    const mask = (id: number) => {
      const known = this.masks.get(id) ?? { width, height, data: bytesOf(id, width * height) };
      this.masks.set(id, known);
      return known;
    };
    const patch = () => {
      const { buffer } = bytesOf(fill.patch, width * height * 4);
      const known = this.patches.get(fill.patch) ?? { width, height, data: new Uint8ClampedArray(buffer) };
      this.patches.set(fill.patch, known);
      return known;
    };
    const { stitch, hole, made } = fill;
    return { ...fill, patch: patch(), stitch: mask(stitch), hole: mask(hole), made: mask(made) };
  }
}
