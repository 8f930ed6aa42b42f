import { ByteReader, damaged } from '../byte-reader.ts';
import type { ImageHeader } from './types.ts';

/** Reads IHDR and the chunk types before the first IDAT (PNG third edition, sections 5.3 and 11). */
export function readPngHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes);
  if (reader.u32(4) !== 0x0d0a1a0a || reader.u32(8) !== 13 || reader.text(12, 4) !== 'IHDR') {
    throw damaged('the PNG header is broken');
  }
  const width = reader.u32(16);
  const height = reader.u32(20);
  const bitDepth = reader.u8(24);
  const colourType = reader.u8(25);
  let alpha = colourType === 4 || colourType === 6;
  let animated = false;
  for (let at = 33; at + 8 <= reader.length; ) {
    const type = reader.text(at + 4, 4);
    if (type === 'IDAT' || type === 'IEND') break;
    if (type === 'tRNS') alpha = true;
    if (type === 'acTL') animated = true;
    at += 12 + reader.u32(at);
  }
  const components = colourType === 0 || colourType === 4 ? 1 : 3;
  return { format: 'png', width, height, bitDepth, alpha, animated, components, orientation: 1 };
}
