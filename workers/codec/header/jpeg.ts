import { LacunaError } from '../../shared/errors.ts';
import { ByteReader, damaged } from '../byte-reader.ts';
import { exifOrientation } from './exif.ts';
import { jpegSegments } from './jpeg-segments.ts';
import type { ImageHeader } from './types.ts';

/** Reads the frame header (ITU-T T.81, B.2.2) and the Exif orientation. */
export function readJpegHeader(bytes: Uint8Array): ImageHeader {
  let orientation = 1;
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker === 0xe1) orientation = exifOrientation(data) ?? orientation;
    if (!isFrameHeader(marker)) continue;
    const frame = new ByteReader(data);
    const bitDepth = frame.u8(0);
    const height = frame.u16(1);
    const width = frame.u16(3);
    const count = frame.u8(5);
    if (count !== 1 && count !== 3 && count !== 4) throw damaged(`a JPEG with ${count} components`);
    if (bitDepth !== 8 || marker === 0xc3) {
      throw new LacunaError('image-unsupported', `a JPEG with ${bitDepth} bits, frame ${marker}`, {
        format: 'jpeg',
        bitDepth,
      });
    }
    const swap = orientation >= 5;
    return {
      format: 'jpeg',
      width: swap ? height : width,
      height: swap ? width : height,
      bitDepth,
      alpha: false,
      animated: false,
      components: count,
      orientation,
    };
  }
  throw damaged('a JPEG without a frame');
}

/** SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
