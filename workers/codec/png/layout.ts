import { ByteReader, damaged } from '../byte-reader.ts';

/** IHDR, and what turns its samples into RGBA. */
export interface PngLayout {
  readonly width: number;
  readonly height: number;
  /** Bits a sample: 1, 2, 4, 8, 16. */
  readonly depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA. */
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  readonly interlaced: boolean;
  /** RGBA a palette entry. */
  readonly palette: Uint8Array | null;
  /** The sample values that mean transparent (one for grey, three for RGB). */
  readonly transparentKey: readonly number[] | null;
}

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
const DEPTHS = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] } as const;

/** Bits a pixel takes in the file. */
export function bitsPerPixel(layout: PngLayout): number {
  return CHANNELS[layout.colourType] * layout.depth;
}

/** Reads IHDR, PLTE and tRNS; throws `image-damaged` for what the specification forbids (section 11.2). */
export function readLayout(chunks: ReadonlyMap<string, Uint8Array>): PngLayout {
  const data = chunks.get('IHDR');
  if (!data) throw damaged('a PNG without IHDR');
  const header = new ByteReader(data);
  const depth = header.u8(8);
  const colourType = header.u8(9);
  if (!isColourType(colourType) || !(DEPTHS[colourType] as readonly number[]).includes(depth)) {
    throw damaged(`colour type ${colourType} with ${depth} bits`);
  }
  if (header.u8(10) !== 0 || header.u8(11) !== 0 || header.u8(12) > 1) throw damaged('an unknown PNG method');
  const transparency = chunks.get('tRNS') ?? null;
  return {
    width: header.u32(0),
    height: header.u32(4),
    depth,
    colourType,
    interlaced: header.u8(12) === 1,
    palette: colourType === 3 ? readPalette(chunks.get('PLTE'), transparency) : null,
    transparentKey:
      transparency && (colourType === 0 || colourType === 2) ? readKey(transparency, colourType) : null,
  };
}

function isColourType(value: number): value is PngLayout['colourType'] {
  return value in CHANNELS;
}

function readPalette(plte: Uint8Array | undefined, alpha: Uint8Array | null): Uint8Array {
  if (!plte || plte.length === 0 || plte.length % 3 !== 0 || plte.length > 768)
    throw damaged('a broken palette');
  // Always 256 entries: an index beyond the palette is opaque black.
  const rgba = new Uint8Array(1024);
  for (let k = 0; k < 256; k++) {
    rgba.set(plte.subarray(k * 3, k * 3 + 3), k * 4);
    rgba[k * 4 + 3] = alpha?.[k] ?? 255;
  }
  return rgba;
}

function readKey(transparency: Uint8Array, colourType: 0 | 2): number[] {
  const reader = new ByteReader(transparency);
  return colourType === 0 ? [reader.u16(0)] : [reader.u16(0), reader.u16(2), reader.u16(4)];
}
