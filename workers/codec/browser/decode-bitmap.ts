import { LacunaError } from '../../shared/errors.ts';
import { checkPictureSize } from '../header/limits.ts';
import type { ImageHeader } from '../header/types.ts';
import { TileGrid } from '../tile-grid.ts';
import { chooseSurface, type Kept } from './choose-surface.ts';
import { RAW_BITMAP } from './surface.ts';

/** A decoded picture, and which of its values the browser was seen to keep. */
export interface DecodedBitmap {
  readonly grid: TileGrid;
  readonly kept: Kept;
}

/**
 * Decodes with the browser's own decoder, first frame, upright, and reads the pixels tile by tile.
 *
 * @throws LacunaError `image-damaged`, `image-unsupported`, `image-too-large`, `out-of-memory`
 */
export async function decodeBitmap(
  bytes: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
  icc: Uint8Array<ArrayBuffer> | null,
): Promise<DecodedBitmap> {
  const type = `image/${header.format}`;
  if (header.format === 'avif' && 'ImageDecoder' in self && !(await ImageDecoder.isTypeSupported(type))) {
    throw new LacunaError('image-unsupported', 'this browser does not read AVIF', { format: 'avif' });
  }
  const bitmap = await createBitmap(new Blob([bytes], { type }), header);
  const { surface, kept } = await chooseSurface(header.alpha, icc);
  try {
    const grid = new TileGrid(bitmap.width, bitmap.height);
    for (let row = 0; row < grid.rows; row++) {
      for (let column = 0; column < grid.columns; column++) {
        const { x, y, width, height } = grid.rectOf(column, row);
        const data = await surface.read(bitmap, x, y, width, height);
        // Where memory runs out browsers hand back blank pixels without an error.
        if (!header.alpha && !isOpaque(data)) {
          throw new LacunaError('out-of-memory', 'the decoded picture came back blank', {
            width: bitmap.width,
            height: bitmap.height,
          });
        }
        grid.put(column, row, data);
      }
    }
    return { grid, kept };
  } finally {
    bitmap.close();
    surface.release();
  }
}

async function createBitmap(blob: Blob, header: ImageHeader): Promise<ImageBitmap> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(blob, RAW_BITMAP);
  } catch (thrown) {
    throw new LacunaError('image-damaged', `the browser cannot decode this file: ${String(thrown)}`, {
      format: header.format,
    });
  }
  const { width, height } = bitmap;
  checkPictureSize(width, height);
  // Metadata may rotate or crop where the header reader does not follow; a wholly different size is a lie.
  const same = (width === header.width && height === header.height) || header.format === 'avif';
  if (!same && (width !== header.height || height !== header.width)) {
    throw new LacunaError('image-damaged', 'the picture is not as large as its header says', {
      width,
      height,
      headerWidth: header.width,
      headerHeight: header.height,
    });
  }
  return bitmap;
}

function isOpaque(data: Uint8ClampedArray): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}
