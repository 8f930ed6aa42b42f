import { createCRC32 } from 'hash-wasm';
import { LacunaError } from '../shared/errors.ts';
import { steadyStream } from './steady-stream.ts';
import { EXTRA64, FLAG, LENGTH, METHOD, SIGNATURE, TOO_LARGE, TOO_MANY } from './zip-format.ts';

/** One file of an archive, as its table of contents has it. */
export interface ZipEntry {
  readonly path: string;
  readonly bytes: number;
  readonly crc32: number;
  readonly method: number;
  readonly packedBytes: number;
  /** Where its own header starts. */
  readonly at: number;
}

/** More entries, or a larger table, is no model. */
const MOST_ENTRIES = 2000;
const MOST_TABLE_BYTES = 4e6;
/** The end record may be followed by a comment of so many bytes. */
const MOST_COMMENT_BYTES = 0xffff;

/**
 * The table of contents of an archive, ZIP64 included. Only the table is read: where its entries lie, and how large the
 * archive is, does not matter to the memory. Folders are left out.
 *
 * @throws LacunaError `model-unsupported` for what is no archive, is encrypted, or is compressed in another way
 */
export async function readZip(archive: Blob): Promise<readonly ZipEntry[]> {
  const { at, bytes, entries } = await findTable(archive);
  if (entries > MOST_ENTRIES || bytes > MOST_TABLE_BYTES) throw bad(`${entries} entries`);
  const table = await view(archive, at, bytes);
  const found: ZipEntry[] = [];
  for (let i = 0, from = 0; i < entries; i++) {
    if (from + LENGTH.central > bytes || table.getUint32(from, true) !== SIGNATURE.central)
      throw bad('table');
    const { entry, length } = parseEntry(table, from);
    from += length;
    if (!entry.path.endsWith('/')) found.push(entry);
  }
  return found;
}

/**
 * An entry's content, unpacked piece by piece and checked against its size and CRC-32 at the end.
 *
 * @throws LacunaError `model-unsupported`, through the stream as well
 */
export async function zipContent(
  archive: Blob,
  entry: ZipEntry,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const header = await view(archive, entry.at, LENGTH.local);
  if (header.getUint32(0, true) !== SIGNATURE.local) throw bad(entry.path);
  const start = entry.at + LENGTH.local + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + entry.packedBytes > archive.size) throw bad(`${entry.path} is cut off`);
  const packed = steadyStream(archive.slice(start, start + entry.packedBytes));
  const content =
    entry.method === METHOD.stored ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
  const crc = await createCRC32();
  let length = 0;
  return content.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        length += piece.length;
        if (length > entry.bytes) throw bad(`${entry.path} is longer than it says`);
        crc.update(piece);
        controller.enqueue(piece);
      },
      flush() {
        const right = length === entry.bytes && Number.parseInt(crc.digest('hex'), 16) === entry.crc32;
        if (!right) throw bad(`${entry.path} is damaged`);
      },
    }),
  );
}

interface Table {
  readonly at: number;
  readonly bytes: number;
  readonly entries: number;
}

async function findTable(archive: Blob): Promise<Table> {
  const tailAt = Math.max(0, archive.size - LENGTH.end - MOST_COMMENT_BYTES);
  const tail = await view(archive, tailAt, archive.size - tailAt);
  let at = tail.byteLength - LENGTH.end;
  while (at >= 0 && tail.getUint32(at, true) !== SIGNATURE.end) at -= 1;
  if (at < 0) throw bad('no end record');
  const entries = tail.getUint16(at + 10, true);
  const bytes = tail.getUint32(at + 12, true);
  const start = tail.getUint32(at + 16, true);
  const isLarge = entries === TOO_MANY || bytes === TOO_LARGE || start === TOO_LARGE;
  return isLarge ? findTable64(archive, tailAt + at) : { at: start, bytes, entries };
}

async function findTable64(archive: Blob, endAt: number): Promise<Table> {
  const locator = await view(archive, endAt - LENGTH.locator64, LENGTH.locator64);
  if (locator.getUint32(0, true) !== SIGNATURE.locator64) throw bad('no ZIP64 locator');
  const end = await view(archive, large(locator, 8), LENGTH.end64);
  if (end.getUint32(0, true) !== SIGNATURE.end64) throw bad('no ZIP64 end record');
  return { entries: large(end, 32), bytes: large(end, 40), at: large(end, 48) };
}

function parseEntry(table: DataView, at: number): { readonly entry: ZipEntry; readonly length: number } {
  const flags = table.getUint16(at + 8, true);
  const method = table.getUint16(at + 10, true);
  const nameLength = table.getUint16(at + 28, true);
  const extraLength = table.getUint16(at + 30, true);
  const length = LENGTH.central + nameLength + extraLength + table.getUint16(at + 32, true);
  if (at + length > table.byteLength) throw bad('table is cut off');
  const nameAt = at + LENGTH.central;
  const path = new TextDecoder().decode(new Uint8Array(table.buffer, table.byteOffset + nameAt, nameLength));
  if (flags & FLAG.encrypted) throw bad(`${path} is encrypted`);
  if (method !== METHOD.stored && method !== METHOD.deflated) throw bad(`${path} has method ${method}`);
  // Only what does not fit in 32 bits is in the extra field, in this order.
  const fields = [
    table.getUint32(at + 24, true),
    table.getUint32(at + 20, true),
    table.getUint32(at + 42, true),
  ];
  const extra = extra64(table, nameAt + nameLength, extraLength);
  let from = 0;
  const [bytes = 0, packedBytes = 0, headerAt = 0] = fields.map((value) => {
    if (value !== TOO_LARGE) return value;
    if (!extra || from + 8 > extra.byteLength) throw bad(`${path} has no ZIP64 field`);
    from += 8;
    return large(extra, from - 8);
  });
  const crc32 = table.getUint32(at + 16, true);
  return { entry: { path, bytes, crc32, method, packedBytes, at: headerAt }, length };
}

function extra64(table: DataView, at: number, length: number): DataView | null {
  for (let from = at; from + 4 <= at + length; ) {
    const size = table.getUint16(from + 2, true);
    if (from + 4 + size > at + length) return null;
    if (table.getUint16(from, true) === EXTRA64) {
      return new DataView(table.buffer, table.byteOffset + from + 4, size);
    }
    from += 4 + size;
  }
  return null;
}

/** A 64-bit number; none that matters here is beyond 2^53. */
function large(from: DataView, at: number): number {
  const value = Number(from.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw bad('a size beyond measure');
  return value;
}

async function view(archive: Blob, at: number, bytes: number): Promise<DataView> {
  if (at < 0 || at + bytes > archive.size) throw bad('it is cut off');
  return new DataView(await archive.slice(at, at + bytes).arrayBuffer());
}

function bad(reason: string): LacunaError {
  return new LacunaError('model-unsupported', `the archive cannot be read: ${reason}`, { what: 'zip' });
}
