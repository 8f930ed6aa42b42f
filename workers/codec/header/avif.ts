import { ByteReader, damaged } from '../byte-reader.ts';
import { readAvifProperties } from './avif-items.ts';
import { brands } from './isobmff.ts';
import type { ImageHeader } from './types.ts';

const ALPHA_AUXILIARY = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';

/** Reads the primary item's size, depth and rotation (AV1 Image File Format; ISO/IEC 23008-12, 6.5). */
export function readAvifHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes);
  const { primary, all } = readAvifProperties(reader);
  const size = primary.find((box) => box.type === 'ispe');
  if (!size) throw damaged('an AVIF without a size');
  const depth = primary.find((box) => box.type === 'pixi');
  const rotation = primary.find((box) => box.type === 'irot');
  const swap = rotation !== undefined && (reader.u8(rotation.start) & 1) === 1;
  const width = reader.u32(size.start + 4);
  const height = reader.u32(size.start + 8);
  return {
    format: 'avif',
    width: swap ? height : width,
    height: swap ? width : height,
    bitDepth: depth && reader.u8(depth.start + 4) > 0 ? reader.u8(depth.start + 5) : 8,
    alpha: all.some(
      (box) => box.type === 'auxC' && auxiliaryType(reader, box.start, box.end) === ALPHA_AUXILIARY,
    ),
    animated: brands(bytes).includes('avis'),
    components: 3,
    orientation: 1,
  };
}

function auxiliaryType(reader: ByteReader, start: number, end: number): string {
  return reader.text(start + 4, Math.max(0, Math.min(ALPHA_AUXILIARY.length, end - start - 4)));
}
