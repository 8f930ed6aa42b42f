import type { ByteSource } from '../shared/bytes.ts';
import { LacunaError } from '../shared/errors.ts';
import type { MaskBuffer } from '../shared/pixels.ts';
import { decodeSource } from './decode-source.ts';

/**
 * Reads a picture file as a mask: luminance (ITU-R BT.709 weights on the code values) times alpha; white is 255.
 *
 * @throws LacunaError `job-invalid` with both sizes where the file is not `width` x `height`; `image-*`
 */
export async function decodeMask(file: ByteSource, width: number, height: number): Promise<MaskBuffer> {
  const { grid } = await decodeSource(file);
  if (grid.width !== width || grid.height !== height) {
    throw new LacunaError('job-invalid', 'the mask has another size than the picture', {
      width,
      height,
      maskWidth: grid.width,
      maskHeight: grid.height,
    });
  }
  const data = new Uint8Array(width * height);
  const row = new Uint8Array(width * 4);
  for (let y = 0; y < height; y++) {
    grid.readRow(y, row);
    for (let x = 0; x < width; x++) data[y * width + x] = maskValue(row, x * 4);
  }
  return { width, height, data };
}

/** Weights in 256ths that sum to 256, so that white is exactly 255. */
function maskValue(rgba: Uint8Array, at: number): number {
  const sum = 54 * (rgba[at] as number) + 183 * (rgba[at + 1] as number) + 19 * (rgba[at + 2] as number);
  return Math.round(((sum / 256) * (rgba[at + 3] as number)) / 255);
}
