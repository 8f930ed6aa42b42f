import { LacunaError } from '../../shared/errors.ts';
import { ByteReader, damaged } from '../byte-reader.ts';
import type { ImageHeader } from './types.ts';

/** Tags of the first directory that decide how a TIFF is read (TIFF 6.0, section 8). */
const TAGS = {
  width: 0x100,
  height: 0x101,
  bits: 0x102,
  compression: 0x103,
  photometric: 0x106,
  orientation: 0x112,
  samples: 0x115,
  planar: 0x11c,
  tileWidth: 0x142,
  sampleFormat: 0x153,
} as const;

const SHORT = 3;
const LONG = 4;

/** A directory entry, and the file's byte order. */
export interface TiffEntry {
  readonly at: number;
  readonly little: boolean;
}

/** Where the first directory's entry with this tag lies; null where there is none. */
export function tiffEntry(reader: ByteReader, tag: number): TiffEntry | null {
  const little = reader.text(0, 2) === 'II';
  const directory = reader.u32(4, little);
  const entries = reader.u16(directory, little);
  for (let k = 0; k < entries; k++) {
    const at = directory + 2 + k * 12;
    if (reader.u16(at, little) === tag) return { at, little };
  }
  return null;
}

/** Reads the first page's directory, and refuses what the decoder would read wrongly. */
export function readTiffHeader(bytes: Uint8Array): ImageHeader {
  const reader = new ByteReader(bytes);
  const value = (name: keyof typeof TAGS, otherwise: number) => firstValue(reader, TAGS[name]) ?? otherwise;
  const width = value('width', 0);
  const height = value('height', 0);
  const photometric = value('photometric', 1);
  const bitDepth = value('bits', 1);
  const extra = value('samples', 1) - (photometric === 2 ? 3 : 1);
  const kinds: readonly (readonly [boolean, string])[] = [
    [photometric >= 0 && photometric <= 3, 'other colours than RGB, grey or a palette'],
    [[1, 5, 8, 32946].includes(value('compression', 1)), 'another compression than LZW or Deflate'],
    [[1, 8, 16].includes(bitDepth) && value('sampleFormat', 1) === 1, 'other numbers than 1, 8 or 16 bits'],
    [value('planar', 1) === 1, 'separate planes'],
    [value('tileWidth', 0) === 0, 'tiles'],
    [extra === 0 || extra === 1, 'more than four channels'],
  ];
  const unread = kinds.find(([isRead]) => !isRead);
  if (unread) throw new LacunaError('image-unsupported', `a TIFF with ${unread[1]}`, { format: 'tiff' });
  const orientation = value('orientation', 1);
  const isTurned = orientation >= 5 && orientation <= 8;
  return {
    format: 'tiff',
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    bitDepth: Math.max(8, bitDepth),
    alpha: extra === 1,
    animated: hasMorePages(reader),
    components: photometric >= 2 ? 3 : 1,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
  };
}

function firstValue(reader: ByteReader, tag: number): number | null {
  const entry = tiffEntry(reader, tag);
  if (!entry) return null;
  const { at, little } = entry;
  const type = reader.u16(at + 2, little);
  const count = reader.u32(at + 4, little);
  if (type === SHORT) return reader.u16(count <= 2 ? at + 8 : reader.u32(at + 8, little), little);
  if (type === LONG) return reader.u32(count === 1 ? at + 8 : reader.u32(at + 8, little), little);
  throw damaged(`a TIFF whose tag ${tag} is no number`);
}

function hasMorePages(reader: ByteReader): boolean {
  const little = reader.text(0, 2) === 'II';
  const directory = reader.u32(4, little);
  return reader.u32(directory + 2 + reader.u16(directory, little) * 12, little) !== 0;
}
