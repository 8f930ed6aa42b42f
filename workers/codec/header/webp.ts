import { ByteReader, damaged } from '../byte-reader.ts';
import { webpChunks } from './riff.ts';
import type { ImageHeader } from './types.ts';

/** Reads VP8X, VP8L or VP8 (WebP container and lossless specifications, RFC 6386 section 9.1). */
export function readWebpHeader(bytes: Uint8Array): ImageHeader {
  const first = webpChunks(bytes).next().value;
  if (!first) throw damaged('a WebP without a picture');
  const data = new ByteReader(first.data);
  if (first.type === 'VP8X') {
    const flags = data.u8(0);
    return webp(data.u24le(4) + 1, data.u24le(7) + 1, (flags & 0x10) !== 0, (flags & 0x02) !== 0);
  }
  if (first.type === 'VP8L') {
    if (data.u8(0) !== 0x2f) throw damaged('a WebP without its signature');
    const bits = data.u32(1, true);
    return webp((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1, ((bits >>> 28) & 1) === 1, false);
  }
  if (first.type === 'VP8 ') {
    if (data.u24le(3) !== 0x2a019d) throw damaged('a WebP without its start code');
    return webp(data.u16(6, true) & 0x3fff, data.u16(8, true) & 0x3fff, false, false);
  }
  throw damaged('a WebP that starts with an unknown chunk');
}

function webp(width: number, height: number, alpha: boolean, animated: boolean): ImageHeader {
  return { format: 'webp', width, height, bitDepth: 8, alpha, animated, components: 3, orientation: 1 };
}
