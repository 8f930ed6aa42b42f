import { LacunaError } from '../shared/errors.ts';

/** Bounds-checked reads: past the end is a truncated file (`image-damaged`), never `undefined`. */
export class ByteReader {
  readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(at: number): number {
    this.need(at, 1);
    return this.view.getUint8(at);
  }

  u16(at: number, littleEndian = false): number {
    this.need(at, 2);
    return this.view.getUint16(at, littleEndian);
  }

  u24le(at: number): number {
    return this.u16(at, true) | (this.u8(at + 2) << 16);
  }

  u32(at: number, littleEndian = false): number {
    this.need(at, 4);
    return this.view.getUint32(at, littleEndian);
  }

  i32(at: number, littleEndian = false): number {
    this.need(at, 4);
    return this.view.getInt32(at, littleEndian);
  }

  /** `count` bytes as Latin-1 text. */
  text(at: number, count: number): string {
    this.need(at, count);
    return String.fromCharCode(...this.bytes.subarray(at, at + count));
  }

  /** A view of `count` bytes, not a copy. */
  view8(at: number, count: number): Uint8Array {
    this.need(at, count);
    return this.bytes.subarray(at, at + count);
  }

  private need(at: number, count: number): void {
    if (at < 0 || count < 0 || at + count > this.bytes.length) throw damaged('the file ends too early');
  }
}

/** The error for files of a known format whose content is broken. */
export function damaged(message: string): LacunaError {
  return new LacunaError('image-damaged', message);
}
