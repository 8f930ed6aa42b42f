import type { ImageFormat } from '../../shared/protocol.ts';
import { jpegSegments } from '../header/jpeg-segments.ts';
import { webpChunks } from '../header/riff.ts';
import { pngChunks } from '../png/chunks.ts';

const EXIF_HEAD = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** The Exif block of a file (a TIFF structure), as a view; null where it has none, or a form that is not read. */
export function findExif(bytes: Uint8Array, format: ImageFormat): Uint8Array | null {
  switch (format) {
    case 'jpeg':
      for (const { marker, data } of jpegSegments(bytes)) {
        if (marker === 0xe1 && startsWithHead(data)) return data.subarray(EXIF_HEAD.length);
      }
      return null;
    case 'png':
      for (const { type, data } of pngChunks(bytes)) if (type === 'eXIf') return data;
      return null;
    case 'webp':
      for (const { type, data } of webpChunks(bytes)) {
        if (type === 'EXIF') return startsWithHead(data) ? data.subarray(EXIF_HEAD.length) : data;
      }
      return null;
    case 'tiff':
      return bytes;
    case 'gif':
    case 'avif':
    case 'bmp':
      return null;
  }
}

function startsWithHead(data: Uint8Array): boolean {
  return EXIF_HEAD.every((value, index) => data[index] === value);
}
