import { ByteReader, damaged } from '../byte-reader.ts';

/** One marker segment; `data` is a view without the length field. */
export interface JpegSegment {
  readonly marker: number;
  readonly data: Uint8Array;
}

/** Walks the segments from SOI to the start of the first scan (ITU-T T.81, B.1.1). */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const reader = new ByteReader(bytes);
  let at = 2;
  while (true) {
    if (reader.u8(at) !== 0xff) throw damaged('a JPEG segment does not start with a marker');
    const marker = reader.u8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    const length = reader.u16(at + 2);
    if (length < 2) throw damaged('a JPEG segment without a length');
    yield { marker, data: reader.view8(at + 4, length - 2) };
    at += 2 + length;
  }
}
