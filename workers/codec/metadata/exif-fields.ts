import { LacunaError } from '../../shared/errors.ts';
import type { ImageFormat } from '../../shared/protocol.ts';
import { ByteReader } from '../byte-reader.ts';
import { findExif } from './find-exif.ts';

/** One field of an Exif directory: tag, type and its bytes as they stand (Exif 2.32, 4.6.2). */
interface ExifField {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Uint8Array;
}

/** What is kept of a file's Exif: fields of the main and of the Exif directory. */
interface ExifFields {
  readonly littleEndian: boolean;
  readonly main: readonly ExifField[];
  readonly exif: readonly ExifField[];
}

/**
 * The fields that may be carried over: camera, lens, exposure, time, author. All else stays behind: location, serial
 * numbers, maker notes, comments, the thumbnail (it shows the picture before the fills), size and orientation (they would
 * be wrong).
 */
const MAIN_TAGS = new Set([0x010f, 0x0110, 0x011a, 0x011b, 0x0128, 0x0131, 0x0132, 0x013b, 0x8298]);
const EXIF_TAGS = new Set([
  0x829a, 0x829d, 0x8822, 0x8827, 0x9000, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9201, 0x9202, 0x9203,
  0x9204, 0x9205, 0x9207, 0x9208, 0x9209, 0x920a, 0x9290, 0x9291, 0x9292, 0xa402, 0xa403, 0xa404, 0xa405,
  0xa406, 0xa432, 0xa433, 0xa434,
]);
const EXIF_POINTER = 0x8769;
const TYPE_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };
/** No honest field that is kept is longer. */
const MAX_FIELD = 4096;

/** The Exif block of a file with nothing in it but what may be kept; null where that is nothing. */
export function keptExif(bytes: Uint8Array, format: ImageFormat): Uint8Array<ArrayBuffer> | null {
  const block = findExif(bytes, format);
  const fields = block && readExifFields(block);
  return fields && writeExifFields(fields);
}

/** Reads the fields that may be kept out of an Exif block (a TIFF structure); null where there is nothing to keep. */
function readExifFields(block: Uint8Array): ExifFields | null {
  try {
    const reader = new ByteReader(block);
    const order = reader.text(0, 2);
    if (order !== 'II' && order !== 'MM') return null;
    const littleEndian = order === 'II';
    const first = reader.u32(4, littleEndian);
    const main = fieldsAt(reader, first, littleEndian, MAIN_TAGS);
    const pointer = pointerAt(reader, first, littleEndian);
    const exif = pointer === null ? [] : fieldsAt(reader, pointer, littleEndian, EXIF_TAGS);
    return main.length + exif.length > 0 ? { littleEndian, main, exif } : null;
  } catch (thrown) {
    if (thrown instanceof LacunaError) return null;
    throw thrown;
  }
}

/** The fields as an Exif block of their own. */
function writeExifFields({ littleEndian, main, exif }: ExifFields): Uint8Array<ArrayBuffer> {
  const pointer: ExifField = { tag: EXIF_POINTER, type: 4, count: 1, value: new Uint8Array(4) };
  const first = exif.length > 0 ? [...main, pointer].sort((a, b) => a.tag - b.tag) : main;
  const mainBytes = directoryBytes(first);
  const out = new Uint8Array(8 + mainBytes + directoryBytes(exif));
  const view = new DataView(out.buffer);
  out.set(littleEndian ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, 42, littleEndian);
  view.setUint32(4, 8, littleEndian);
  new DataView(pointer.value.buffer).setUint32(0, 8 + mainBytes, littleEndian);
  writeDirectory(view, 8, first, littleEndian);
  if (exif.length > 0) writeDirectory(view, 8 + mainBytes, exif, littleEndian);
  return out;
}

function fieldsAt(
  reader: ByteReader,
  at: number,
  littleEndian: boolean,
  wanted: ReadonlySet<number>,
): readonly ExifField[] {
  const fields: ExifField[] = [];
  const entries = reader.u16(at, littleEndian);
  for (let k = 0; k < entries; k++) {
    const entry = at + 2 + k * 12;
    const tag = reader.u16(entry, littleEndian);
    const type = reader.u16(entry + 2, littleEndian);
    const count = reader.u32(entry + 4, littleEndian);
    const bytes = (TYPE_BYTES[type] ?? 0) * count;
    if (!wanted.has(tag) || bytes === 0 || bytes > MAX_FIELD) continue;
    const from = bytes <= 4 ? entry + 8 : reader.u32(entry + 8, littleEndian);
    fields.push({ tag, type, count, value: reader.view8(from, bytes).slice() });
  }
  return fields.sort((a, b) => a.tag - b.tag);
}

function pointerAt(reader: ByteReader, at: number, littleEndian: boolean): number | null {
  const entries = reader.u16(at, littleEndian);
  for (let k = 0; k < entries; k++) {
    const entry = at + 2 + k * 12;
    if (reader.u16(entry, littleEndian) === EXIF_POINTER) return reader.u32(entry + 8, littleEndian);
  }
  return null;
}

/** Entries, the offset of the next directory (none), and the values that do not fit into their entry, at even places. */
function directoryBytes(fields: readonly ExifField[]): number {
  if (fields.length === 0) return 0;
  return 2 + fields.length * 12 + 4 + fields.reduce((sum, { value }) => sum + outsideBytes(value), 0);
}

function outsideBytes(value: Uint8Array): number {
  return value.length > 4 ? value.length + (value.length & 1) : 0;
}

function writeDirectory(
  view: DataView<ArrayBuffer>,
  at: number,
  fields: readonly ExifField[],
  littleEndian: boolean,
): void {
  const out = new Uint8Array(view.buffer);
  let outside = at + 2 + fields.length * 12 + 4;
  view.setUint16(at, fields.length, littleEndian);
  for (const [k, { tag, type, count, value }] of fields.entries()) {
    const entry = at + 2 + k * 12;
    view.setUint16(entry, tag, littleEndian);
    view.setUint16(entry + 2, type, littleEndian);
    view.setUint32(entry + 4, count, littleEndian);
    if (value.length <= 4) out.set(value, entry + 8);
    else {
      view.setUint32(entry + 8, outside, littleEndian);
      out.set(value, outside);
      outside += outsideBytes(value);
    }
  }
}
