import { LacunaError } from '../../shared/errors.ts';
import { checkLimits } from '../../shared/geometry/canvas-limits.ts';

/** Largest picture file in bytes. */
export const MAX_FILE_BYTES = 200_000_000;

/** Throws `image-empty` or `image-too-large` by the file's length alone. */
export function checkFileSize(bytes: number): void {
  if (bytes === 0) throw new LacunaError('image-empty', 'the file has no bytes');
  if (bytes > MAX_FILE_BYTES) {
    throw new LacunaError('image-too-large', `${bytes} bytes are more than ${MAX_FILE_BYTES}`, {
      bytes,
      limitBytes: MAX_FILE_BYTES,
    });
  }
}

/** Throws `image-damaged` for an empty picture, `image-too-large` with the numbers for one beyond the limits. */
export function checkPictureSize(width: number, height: number): void {
  if (width < 1 || height < 1) {
    throw new LacunaError('image-damaged', `a picture of ${width} x ${height} pixels`, { width, height });
  }
  checkLimits(width, height);
}
