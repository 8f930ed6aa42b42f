import type { SavedEdit, SessionRecord } from '../../shared/session.ts';
import { crc32 } from '../png/crc.ts';
import { parseSavedEdit } from '../project/schema.ts';

/** The part of a record that is text: the edit, and how the bytes after it are cut. */
interface RecordHead {
  readonly edit: SavedEdit;
  readonly deltas: readonly number[];
  readonly blobs: readonly (readonly [id: number, bytes: number])[];
}

interface EncodedRecord {
  readonly parts: readonly Uint8Array[];
  /** Bytes of all parts, and their checksum. */
  readonly length: number;
  readonly checksum: number;
}

/** Length of the text, the text, the deltas, the blobs. The bytes are not copied. */
export function encodeRecord({ edit, deltas, blobs }: SessionRecord): EncodedRecord {
  const head: RecordHead = {
    edit,
    deltas: deltas.map((delta) => delta.length),
    blobs: blobs.map(({ id, bytes }) => [id, bytes.length]),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, text.length);
  const parts = [size, text, ...deltas, ...blobs.map(({ bytes }) => bytes)];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return { parts, length, checksum: crc32(...parts) };
}

/** The record of some bytes; null where the checksum or anything in them is wrong. */
export function decodeRecord(payload: Uint8Array<ArrayBuffer>, checksum: number): SessionRecord | null {
  if (payload.length < 4 || crc32(payload) !== checksum) return null;
  try {
    const length = new DataView(payload.buffer).getUint32(0);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload.subarray(4, 4 + length));
    const head = JSON.parse(text) as RecordHead;
    let at = 4 + length;
    const take = (bytes: number) => {
      at += bytes;
      if (at > payload.length) throw new RangeError('a record is shorter than it says');
      return payload.slice(at - bytes, at);
    };
    return {
      edit: parseSavedEdit(head.edit),
      deltas: head.deltas.map(take),
      blobs: head.blobs.map(([id, bytes]) => ({ id, bytes: take(bytes) })),
    };
  } catch {
    return null;
  }
}
