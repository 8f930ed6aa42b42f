import { ByteReader, damaged } from '../byte-reader.ts';
import type { ImageHeader } from './types.ts';

/** Reads the bitmap header, core (12 bytes) or info (40 bytes and more). */
export function readBmpHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes);
  const size = reader.u32(14, true);
  if (size !== 12 && (size < 40 || size > 200)) throw damaged('the BMP header is broken');
  const core = size === 12;
  const width = core ? reader.u16(18, true) : reader.i32(18, true);
  const height = core ? reader.u16(20, true) : Math.abs(reader.i32(22, true));
  const bits = reader.u16(core ? 24 : 28, true);
  if (![1, 2, 4, 8, 16, 24, 32].includes(bits)) throw damaged(`a BMP with ${bits} bits a pixel`);
  // Alpha exists from the V4 header on, where its mask says so.
  const alpha = size >= 56 && reader.u32(66, true) !== 0;
  return { format: 'bmp', width, height, bitDepth: 8, alpha, animated: false, components: 3, orientation: 1 };
}
