import { LacunaError } from '../../shared/errors.ts';
import { ByteReader } from '../byte-reader.ts';

const ORIENTATION_TAG = 0x0112;

/**
 * Orientation (1 to 8) of an APP1 segment that holds Exif (Exif 2.32, 4.6.2), else null. Broken metadata is no reason
 * to refuse a picture: it counts as none.
 */
export function exifOrientation(app1: Uint8Array): number | null {
  try {
    const reader = new ByteReader(app1);
    if (reader.text(0, 6) !== 'Exif\0\0') return null;
    return orientationOfTiff(new ByteReader(app1.subarray(6)));
  } catch (thrown) {
    if (thrown instanceof LacunaError) return null;
    throw thrown;
  }
}

function orientationOfTiff(tiff: ByteReader): number | null {
  const order = tiff.text(0, 2);
  if (order !== 'II' && order !== 'MM') return null;
  const little = order === 'II';
  const directory = tiff.u32(4, little);
  const entries = tiff.u16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (tiff.u16(at, little) !== ORIENTATION_TAG) continue;
    const value = tiff.u16(at + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}
