import { jpegSegments } from '../header/jpeg-segments.ts';
import { webpChunks } from '../header/riff.ts';
import { concat } from '../streams.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is put into a picture that the browser has written. */
export interface Embedded {
  /** Takes the place of the browser's own profile; null leaves that. */
  readonly icc: Bytes | null;
  /** An Exif block (a TIFF structure). */
  readonly exif: Bytes | null;
}

/** Most of a profile that one APP2 segment holds (ICC.1:2022, annex B.4). */
const ICC_PIECE = 65519;

/** Puts profile and Exif into a JPEG, after its JFIF segment. Pixels are not touched. */
export function embedInJpeg(jpeg: Bytes, { icc, exif }: Embedded): Bytes {
  const kept: Uint8Array[] = [];
  let rest = 2;
  for (const { marker, data } of jpegSegments(jpeg)) {
    const isOurs = marker === 0xe1 || (marker === 0xe2 && icc !== null);
    if (marker < 0xe0 || marker > 0xef) break;
    if (!isOurs) kept.push(segment(marker, data));
    rest = data.byteOffset - jpeg.byteOffset + data.length;
  }
  const added: Uint8Array[] = [];
  if (exif) added.push(segment(0xe1, concat([latin1('Exif\0\0'), exif])));
  const pieces = icc ? Math.ceil(icc.length / ICC_PIECE) : 0;
  for (let k = 0; k < pieces; k++) {
    const head = concat([latin1('ICC_PROFILE\0'), Uint8Array.of(k + 1, pieces)]);
    added.push(segment(0xe2, concat([head, (icc as Bytes).subarray(k * ICC_PIECE, (k + 1) * ICC_PIECE)])));
  }
  const [jfif, ...others] = kept;
  return concat([jpeg.subarray(0, 2), ...(jfif ? [jfif] : []), ...added, ...others, jpeg.subarray(rest)]);
}

const WEBP_ICC = 0x20;
const WEBP_ALPHA = 0x10;
const WEBP_EXIF = 0x08;

/** Puts profile and Exif into a WebP, in the extended form (WebP container specification). Pixels are not touched. */
export function embedInWebp(webp: Bytes, size: { width: number; height: number }, embedded: Embedded): Bytes {
  const chunks = [...webpChunks(webp)];
  const found = (type: string) => chunks.find((chunk) => chunk.type === type)?.data ?? null;
  const icc = embedded.icc ?? found('ICCP');
  const lossless = found('VP8L');
  const alpha = found('ALPH') !== null || (lossless !== null && ((lossless[4] ?? 0) & 0x10) !== 0);
  const { exif } = embedded;
  const head = new Uint8Array(10);
  head[0] = (icc ? WEBP_ICC : 0) | (alpha ? WEBP_ALPHA : 0) | (exif ? WEBP_EXIF : 0);
  write24(head, 4, size.width - 1);
  write24(head, 7, size.height - 1);
  const pixels = chunks.filter(({ type }) => ['ALPH', 'VP8 ', 'VP8L'].includes(type));
  const body = concat([
    latin1('WEBP'),
    ...chunk('VP8X', head),
    ...(icc ? chunk('ICCP', icc) : []),
    ...pixels.flatMap(({ type, data }) => chunk(type, data)),
    ...(exif ? chunk('EXIF', exif) : []),
  ]);
  return concat([latin1('RIFF'), length32(body.length), body]);
}

function segment(marker: number, data: Uint8Array): Bytes {
  const length = data.length + 2;
  return concat([Uint8Array.of(0xff, marker, length >> 8, length & 255), data]);
}

function chunk(type: string, data: Uint8Array): Uint8Array[] {
  return [latin1(type), length32(data.length), data, new Uint8Array(data.length & 1)];
}

function length32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function write24(out: Uint8Array, at: number, value: number): void {
  out.set([value & 255, (value >> 8) & 255, value >> 16], at);
}

function latin1(text: string): Bytes {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
