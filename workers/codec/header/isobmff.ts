import { ByteReader } from '../byte-reader.ts';

/** A box: `start` and `end` of its payload in the file. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The boxes between two offsets (ISO/IEC 14496-12, 4.2); stops where a box would leave its parent. */
export function* boxes(reader: ByteReader, from: number, to: number): Generator<Box> {
  let at = from;
  while (at + 8 <= to) {
    let size = reader.u32(at);
    let header = 8;
    if (size === 1) {
      size = reader.u32(at + 8) * 2 ** 32 + reader.u32(at + 12);
      header = 16;
    } else if (size === 0) {
      size = to - at;
    }
    if (size < header || at + size > to) return;
    yield { type: reader.text(at + 4, 4), start: at + header, end: at + size };
    at += size;
  }
}

/** The first box of a type between two offsets. */
export function findBox(reader: ByteReader, from: number, to: number, type: string): Box | null {
  for (const box of boxes(reader, from, to)) if (box.type === type) return box;
  return null;
}

/** Real files list a handful of brands; a lying length must not cost time. */
const MAX_FTYP_BYTES = 256;

/** Brands of the `ftyp` box at the start of the file: the major one first. */
export function brands(bytes: Uint8Array): readonly string[] {
  const reader = new ByteReader(bytes);
  const end = Math.min(reader.u32(0), reader.length, MAX_FTYP_BYTES);
  const found = [reader.text(8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) found.push(reader.text(at, 4));
  return found;
}
