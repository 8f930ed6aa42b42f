import { ByteReader } from '../byte-reader.ts';
import { readAvifProperties } from '../header/avif-items.ts';
import { jpegSegments } from '../header/jpeg-segments.ts';
import { webpChunks } from '../header/riff.ts';
import { tiffEntry } from '../header/tiff.ts';
import type { ImageHeader } from '../header/types.ts';
import { type PngChunk, pngChunks } from '../png/chunks.ts';
import { concat, inflate } from '../streams.ts';
import { type ColorSpaceName, classifyIcc, iccModel, MAX_ICC_BYTES } from './icc.ts';

/** What a file says about its colours. */
export interface SourceColour {
  readonly icc: Uint8Array<ArrayBuffer> | null;
  readonly colorSpace: ColorSpaceName;
  /** PNG colour chunks besides iCCP that say the same in the exported file. */
  readonly chunks: readonly PngChunk[];
}

/** Reads the colour description of a file; a broken one counts as none. */
export async function readSourceColour(bytes: Uint8Array, header: ImageHeader): Promise<SourceColour> {
  switch (header.format) {
    case 'png':
      return readPngColour(bytes);
    case 'jpeg':
      return fromIcc(jpegIcc(bytes));
    case 'webp':
      return fromIcc(webpIcc(bytes));
    case 'avif':
      return readAvifColour(bytes);
    case 'tiff':
      return fromIcc(tiffIcc(bytes));
    case 'gif':
    case 'bmp':
      return fromIcc(null);
  }
}

function fromIcc(icc: Uint8Array<ArrayBuffer> | null): SourceColour {
  // A profile for other channels than the decoded ones (CMYK) says nothing about these pixels.
  if (!icc || icc.length > MAX_ICC_BYTES || iccModel(icc) === 'other') return untagged([]);
  return { icc, colorSpace: iccModel(icc) === 'grey' ? 'other' : classifyIcc(icc), chunks: [] };
}

function untagged(chunks: readonly PngChunk[]): SourceColour {
  return { icc: null, colorSpace: 'srgb', chunks };
}

/** Precedence cICP, iCCP, sRGB, then gAMA and cHRM (PNG third edition, section 4.3). */
async function readPngColour(bytes: Uint8Array): Promise<SourceColour> {
  const kept: PngChunk[] = [];
  let icc: Uint8Array<ArrayBuffer> | null = null;
  for (const { type, data } of pngChunks(bytes)) {
    if (type === 'IDAT') break;
    if (type === 'iCCP') icc = await inflateIccp(data);
    if (['cICP', 'sRGB', 'gAMA', 'cHRM'].includes(type)) kept.push({ type, data: data.slice() });
  }
  const cicp = kept.find((chunk) => chunk.type === 'cICP')?.data;
  const tagged = fromIcc(icc);
  if (cicp && cicp.length >= 2) return { ...tagged, colorSpace: cicpSpace(cicp[0], cicp[1]), chunks: kept };
  if (tagged.icc) return { ...tagged, chunks: kept };
  if (kept.some((chunk) => chunk.type === 'sRGB')) return untagged(kept);
  const gamma = kept.find((chunk) => chunk.type === 'gAMA')?.data;
  const plain = !gamma || isSrgbGamma(gamma);
  return { icc: null, colorSpace: plain ? 'srgb' : 'other', chunks: kept };
}

async function inflateIccp(data: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  const end = data.indexOf(0);
  if (end < 0 || data[end + 1] !== 0) return null;
  try {
    return await inflate(data.slice(end + 2), MAX_ICC_BYTES);
  } catch {
    return null;
  }
}

/** Coding-independent code points (ITU-T H.273): primaries 1 and 12, transfer 13 (and 1, which screens treat alike). */
function cicpSpace(primaries: number | undefined, transfer: number | undefined): ColorSpaceName {
  if (transfer !== 13 && transfer !== 1) return 'other';
  if (primaries === 1) return 'srgb';
  return primaries === 12 ? 'display-p3' : 'other';
}

/** Gamma 1/2.2, as files tagged for sRGB carry it. */
function isSrgbGamma(gamma: Uint8Array): boolean {
  return gamma.length === 4 && Math.abs(new ByteReader(gamma).u32(0) - 45455) < 200;
}

/** APP2 segments `ICC_PROFILE\0 number count data`, in the order of their numbers (ICC.1:2022, annex B.4). */
function jpegIcc(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const parts = new Map<number, Uint8Array>();
  let count = 0;
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker !== 0xe2 || data.length < 14) continue;
    const reader = new ByteReader(data);
    if (reader.text(0, 12) !== 'ICC_PROFILE\0') continue;
    parts.set(reader.u8(12), data.subarray(14));
    count = reader.u8(13);
  }
  if (count === 0 || parts.size !== count) return null;
  return concat([...parts].sort(([a], [b]) => a - b).map(([, part]) => part));
}

/** Tag 34675 (ICC.1:2022, annex B.5). */
function tiffIcc(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const reader = new ByteReader(bytes);
  const entry = tiffEntry(reader, 34675);
  if (!entry) return null;
  const length = reader.u32(entry.at + 4, entry.little);
  return length > MAX_ICC_BYTES ? null : reader.view8(reader.u32(entry.at + 8, entry.little), length).slice();
}

function webpIcc(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  for (const { type, data } of webpChunks(bytes)) {
    if (type === 'ICCP') return data.slice();
    if (type === 'VP8 ' || type === 'VP8L' || type === 'ANMF') return null;
  }
  return null;
}

/** `colr` of the primary item: a profile, or code points that become a cICP chunk (ISO/IEC 14496-12, 12.1.5). */
function readAvifColour(bytes: Uint8Array): SourceColour {
  const reader = new ByteReader(bytes);
  const colours = readAvifProperties(reader).primary.filter((box) => box.type === 'colr');
  const kindOf = (start: number) => reader.text(start, 4);
  const profile = colours.find((box) => kindOf(box.start) === 'prof' || kindOf(box.start) === 'rICC');
  if (profile) return fromIcc(bytes.slice(profile.start + 4, profile.end));
  const points = colours.find((box) => kindOf(box.start) === 'nclx');
  if (!points) return untagged([]);
  const primaries = reader.u16(points.start + 4);
  const transfer = reader.u16(points.start + 6);
  // 2 is "unspecified": nothing to carry over.
  if (primaries === 2 || transfer === 2) return untagged([]);
  const data = Uint8Array.of(primaries, transfer, 0, 1);
  return { icc: null, colorSpace: cicpSpace(primaries, transfer), chunks: [{ type: 'cICP', data }] };
}
