import type { ImageFormat } from '../../shared/protocol.ts';
import { readAvifHeader } from './avif.ts';
import { readBmpHeader } from './bmp.ts';
import { readGifHeader } from './gif.ts';
import { readJpegHeader } from './jpeg.ts';
import { checkFileSize, checkPictureSize } from './limits.ts';
import { readPngHeader } from './png.ts';
import { sniff } from './sniff.ts';
import { readTiffHeader } from './tiff.ts';
import type { ImageHeader } from './types.ts';
import { readWebpHeader } from './webp.ts';

const READERS: Record<ImageFormat, (bytes: Uint8Array) => ImageHeader> = {
  png: readPngHeader,
  jpeg: readJpegHeader,
  webp: readWebpHeader,
  gif: readGifHeader,
  avif: readAvifHeader,
  bmp: readBmpHeader,
  tiff: readTiffHeader,
};

/**
 * Reads and judges a picture's header before any decoder sees the file.
 *
 * @throws LacunaError `image-empty`, `image-svg`, `image-unsupported`, `image-damaged`, `image-too-large`
 */
export function readHeader(bytes: Uint8Array): ImageHeader {
  checkFileSize(bytes.length);
  const header = READERS[sniff(bytes)](bytes);
  checkPictureSize(header.width, header.height);
  return header;
}
