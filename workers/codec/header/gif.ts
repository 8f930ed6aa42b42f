import { ByteReader } from '../byte-reader.ts';
import type { ImageHeader } from './types.ts';

/** Reads the logical screen and counts frames up to the second (GIF89a specification). */
export function readGifHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes);
  const width = reader.u16(6, true);
  const height = reader.u16(8, true);
  let at = 13 + colourTableBytes(reader.u8(10));
  let frames = 0;
  while (at < reader.length && frames < 2) {
    const kind = reader.u8(at);
    if (kind === 0x21) {
      at = skipSubBlocks(reader, at + 2);
    } else if (kind === 0x2c) {
      frames++;
      if (at + 10 > reader.length) break;
      at = skipSubBlocks(reader, at + 11 + colourTableBytes(reader.u8(at + 9)));
    } else {
      break;
    }
  }
  // A frame smaller than the screen leaves the rest transparent, so the pixels alone can tell.
  const animated = frames > 1;
  return { format: 'gif', width, height, bitDepth: 8, alpha: true, animated, components: 3, orientation: 1 };
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function skipSubBlocks(reader: ByteReader, from: number): number {
  let at = from;
  while (at < reader.length) {
    const size = reader.u8(at);
    at += 1 + size;
    if (size === 0) break;
  }
  return at;
}
