import { createCRC32 } from 'hash-wasm';
import { type ByteSource, pieces } from '../shared/bytes.ts';
import { EXTRA64, FLAG, LENGTH, METHOD, SIGNATURE, TOO_LARGE, TOO_MANY } from './zip-format.ts';

/** ZIP64 is read by programs from version 4.5 on. */
const VERSION = 45;
/** 1980-01-01, the format's first day: archives of the same model are the same bytes. */
const DATE = 0x21;

/**
 * An archive of files as they are: weights do not compress. It is put together from the files themselves, nothing is
 * copied; each is read once for its CRC-32. Sizes and offsets of 4 GB and more go into ZIP64 records.
 *
 * @param split from how many bytes on a number counts as too large for 32 bits; tests take a small one
 */
export async function writeZip(
  files: readonly { readonly path: string; readonly file: Blob }[],
  split = TOO_LARGE,
): Promise<Blob> {
  const parts: BlobPart[] = [];
  const table: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const { path, file } of files) {
    const name = new TextEncoder().encode(path);
    const entry = { name, crc32: await crc32Of(file), bytes: file.size, at, split };
    const header = localHeader(entry);
    parts.push(header, file);
    table.push(centralHeader(entry));
    at += header.length + file.size;
  }
  const bytes = table.reduce((sum, { length }) => sum + length, 0);
  parts.push(...table, ...endRecords(files.length, bytes, at, split));
  return new Blob(parts, { type: 'application/zip' });
}

interface Entry {
  readonly name: Uint8Array<ArrayBuffer>;
  readonly crc32: number;
  readonly bytes: number;
  readonly at: number;
  readonly split: number;
}

function localHeader({ name, crc32, bytes, split }: Entry): Uint8Array<ArrayBuffer> {
  const extra = bytes >= split ? extraOf([bytes, bytes]) : new Uint8Array(0);
  const head = new DataView(new ArrayBuffer(LENGTH.local));
  head.setUint32(0, SIGNATURE.local, true);
  common(head, 4, { crc32, size: bytes >= split ? TOO_LARGE : bytes, name, extra });
  return joined(head, name, extra);
}

function centralHeader({ name, crc32, bytes, at, split }: Entry): Uint8Array<ArrayBuffer> {
  const large = [...(bytes >= split ? [bytes, bytes] : []), ...(at >= split ? [at] : [])];
  const extra = large.length > 0 ? extraOf(large) : new Uint8Array(0);
  const head = new DataView(new ArrayBuffer(LENGTH.central));
  head.setUint32(0, SIGNATURE.central, true);
  head.setUint16(4, VERSION, true);
  common(head, 6, { crc32, size: bytes >= split ? TOO_LARGE : bytes, name, extra });
  head.setUint32(42, at >= split ? TOO_LARGE : at, true);
  return joined(head, name, extra);
}

/** The fields that both headers of an entry have, from "version needed" to the length of the extra field. */
function common(
  head: DataView,
  at: number,
  entry: {
    readonly crc32: number;
    readonly size: number;
    readonly name: Uint8Array;
    readonly extra: Uint8Array;
  },
): void {
  head.setUint16(at, VERSION, true);
  head.setUint16(at + 2, FLAG.utf8, true);
  head.setUint16(at + 4, METHOD.stored, true);
  head.setUint16(at + 8, DATE, true);
  head.setUint32(at + 10, entry.crc32, true);
  head.setUint32(at + 14, entry.size, true);
  head.setUint32(at + 18, entry.size, true);
  head.setUint16(at + 22, entry.name.length, true);
  head.setUint16(at + 24, entry.extra.length, true);
}

function extraOf(values: readonly number[]): Uint8Array<ArrayBuffer> {
  const extra = new DataView(new ArrayBuffer(4 + 8 * values.length));
  extra.setUint16(0, EXTRA64, true);
  extra.setUint16(2, 8 * values.length, true);
  for (const [i, value] of values.entries()) extra.setBigUint64(4 + 8 * i, BigInt(value), true);
  return new Uint8Array(extra.buffer);
}

function endRecords(entries: number, bytes: number, at: number, split: number): Uint8Array<ArrayBuffer>[] {
  const isLarge = entries >= TOO_MANY || bytes >= split || at >= split;
  const end = new DataView(new ArrayBuffer(LENGTH.end));
  end.setUint32(0, SIGNATURE.end, true);
  end.setUint16(8, isLarge ? TOO_MANY : entries, true);
  end.setUint16(10, isLarge ? TOO_MANY : entries, true);
  end.setUint32(12, isLarge ? TOO_LARGE : bytes, true);
  end.setUint32(16, isLarge ? TOO_LARGE : at, true);
  if (!isLarge) return [new Uint8Array(end.buffer)];
  const end64 = new DataView(new ArrayBuffer(LENGTH.end64));
  end64.setUint32(0, SIGNATURE.end64, true);
  end64.setBigUint64(4, BigInt(LENGTH.end64 - 12), true);
  end64.setUint16(12, VERSION, true);
  end64.setUint16(14, VERSION, true);
  end64.setBigUint64(24, BigInt(entries), true);
  end64.setBigUint64(32, BigInt(entries), true);
  end64.setBigUint64(40, BigInt(bytes), true);
  end64.setBigUint64(48, BigInt(at), true);
  const locator = new DataView(new ArrayBuffer(LENGTH.locator64));
  locator.setUint32(0, SIGNATURE.locator64, true);
  locator.setBigUint64(8, BigInt(at + bytes), true);
  locator.setUint32(16, 1, true);
  return [end64, locator, end].map(({ buffer }) => new Uint8Array(buffer as ArrayBuffer));
}

function joined(
  head: DataView,
  name: Uint8Array<ArrayBuffer>,
  extra: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(head.byteLength + name.length + extra.length);
  out.set(new Uint8Array(head.buffer));
  out.set(name, head.byteLength);
  out.set(extra, head.byteLength + name.length);
  return out;
}

async function crc32Of(file: ByteSource): Promise<number> {
  const crc = await createCRC32();
  for await (const piece of pieces(file)) crc.update(piece);
  return Number.parseInt(crc.digest('hex'), 16);
}
