import { ByteReader, damaged } from '../byte-reader.ts';
import { crc32 } from './crc.ts';

/** One chunk; `data` is a view into the file. */
export interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * The chunks up to IEND (PNG third edition, section 5.3). A wrong checksum is `image-damaged` in a critical chunk (its
 * type starts with a capital) and drops an ancillary one. A missing IEND is no error here: what matters is whether all
 * pixels came.
 */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const reader = new ByteReader(bytes);
  let at = PNG_SIGNATURE.length;
  while (at < reader.length) {
    const length = reader.u32(at);
    const type = reader.text(at + 4, 4);
    const data = reader.view8(at + 8, length);
    const valid = crc32(reader.view8(at + 4, 4), data) === reader.u32(at + 8 + length);
    const critical = type >= 'A' && type < 'a';
    if (!valid && critical) throw damaged(`the checksum of ${type} is wrong`);
    if (type === 'IEND') return;
    if (valid) yield { type, data };
    at += 12 + length;
  }
}

/** A chunk as it stands in the file: length, type, data, checksum; the parts are written one after another. */
export function writeChunk(type: string, parts: readonly Uint8Array[]): Uint8Array[] {
  const head = new Uint8Array(8);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  new DataView(head.buffer).setUint32(0, length);
  for (let k = 0; k < 4; k++) head[4 + k] = type.charCodeAt(k);
  const tail = new Uint8Array(4);
  new DataView(tail.buffer).setUint32(0, crc32(head.subarray(4), ...parts));
  return [head, ...parts, tail];
}
