import { ByteReader, damaged } from '../byte-reader.ts';

/** One RIFF chunk; `data` is a view. */
export interface RiffChunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** The chunks of a WebP file (WebP container specification); a chunk cut short is `image-damaged`. */
export function* webpChunks(bytes: Uint8Array): Generator<RiffChunk> {
  const reader = new ByteReader(bytes);
  if (reader.u32(4, true) + 8 > reader.length) throw damaged('the WebP file ends too early');
  const end = Math.min(reader.length, reader.u32(4, true) + 8);
  for (let at = 12; at + 8 <= end; ) {
    const size = reader.u32(at + 4, true);
    yield { type: reader.text(at, 4), data: reader.view8(at + 8, size) };
    at += 8 + size + (size & 1);
  }
}
