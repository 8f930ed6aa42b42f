import { LacunaError } from '../../shared/errors.ts';
import type { ImageFormat } from '../../shared/protocol.ts';
import { brands } from './isobmff.ts';

/**
 * The format by the first bytes alone; names and media types are not believed. Throws `image-svg` for markup and
 * `image-unsupported` (with `format` in the detail where it can be named) for everything else.
 */
export function sniff(bytes: Uint8Array): ImageFormat {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return 'png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  const head = latin1(bytes, 16);
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tiff';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.slice(4, 8) === 'ftyp') return sniffBrands(bytes);
  if (isMarkup(bytes)) throw new LacunaError('image-svg', 'the file is SVG, HTML or XML, not pixels');
  if (head.startsWith('BM') && bytes.length >= 18 && bytes[15] === 0 && bytes[16] === 0 && bytes[17] === 0)
    return 'bmp';
  throw unsupported(otherFormat(bytes, head));
}

function sniffBrands(bytes: Uint8Array): ImageFormat {
  if (bytes.length < 16) throw unsupported('unknown');
  const found = brands(bytes);
  if (found.includes('avif') || found.includes('avis')) return 'avif';
  const heic = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
  throw unsupported(found.some((brand) => heic.includes(brand)) ? 'heic' : 'video');
}

function otherFormat(bytes: Uint8Array, head: string): string {
  if (head.startsWith('8BPS')) return 'psd';
  if (head.startsWith('%PDF')) return 'pdf';
  if (startsWith(bytes, [0, 0, 1, 0])) return 'ico';
  if (startsWith(bytes, [0xff, 0x0a]) || head.slice(4, 8) === 'JXL ') return 'jpeg-xl';
  if (head.slice(4, 8) === 'jP  ') return 'jpeg-2000';
  return 'unknown';
}

/** `<` after an optional byte order mark and white space, in UTF-8 or UTF-16. */
function isMarkup(bytes: Uint8Array): boolean {
  const marks = new Set([0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00, 0x09, 0x0a, 0x0d, 0x20]);
  let at = 0;
  while (at < bytes.length && at < 1024 && marks.has(bytes[at] as number)) at++;
  const next = bytes[at + 1] === 0 ? bytes[at + 2] : bytes[at + 1];
  return bytes[at] === 0x3c && next !== undefined && /[a-z!?]/i.test(String.fromCharCode(next));
}

function unsupported(format: string): LacunaError {
  return new LacunaError('image-unsupported', `not a picture this page can read: ${format}`, { format });
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((value, index) => bytes[index] === value);
}

function latin1(bytes: Uint8Array, count: number): string {
  return String.fromCharCode(...bytes.subarray(0, count));
}
