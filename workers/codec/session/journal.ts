import { LacunaError } from '../../shared/errors.ts';
import type { SessionRecord } from '../../shared/session.ts';
import { decodeRecord, encodeRecord } from './record.ts';

/** A file as a synchronous access handle offers it. */
export interface JournalFile {
  getSize(): number;
  read(into: Uint8Array, at: number): number;
  /** Bytes written: fewer than given, or nonsense, where there was no room. Never trusted without a look. */
  write(bytes: Uint8Array, at: number): number;
  truncate(size: number): void;
  flush(): void;
}

/** Length and checksum before each record. */
const HEAD_BYTES = 8;

/**
 * Edits one after another in one file. A record is there as a whole or not at all: what a crash has cut off, or a disk
 * has damaged, ends the journal at the record before.
 */
export class Journal {
  private end = 0;
  private records = 0;

  private constructor(private readonly file: JournalFile) {}

  /** Opens a file, new or not, and reads what it holds. What follows the last whole record is cut off. */
  static open(file: JournalFile): { readonly journal: Journal; readonly records: readonly SessionRecord[] } {
    const journal = new Journal(file);
    const records: SessionRecord[] = [];
    for (let next = journal.readNext(); next; next = journal.readNext()) records.push(next);
    if (file.getSize() > journal.end) file.truncate(journal.end);
    return { journal, records };
  }

  /**
   * Appends a record and brings it to the disk. Where that fails the file ends where it ended before.
   *
   * @param at number of the record, from 0: one that is there already (its answer was lost) is not written twice
   * @throws LacunaError `storage-full`; RangeError where records before it are missing
   */
  append(at: number, record: SessionRecord): void {
    if (at < this.records) return;
    if (at > this.records) throw new RangeError(`record ${at} after ${this.records}`);
    const { parts, length, checksum } = encodeRecord(record);
    const head = new Uint8Array(HEAD_BYTES);
    const view = new DataView(head.buffer);
    view.setUint32(0, length);
    view.setUint32(4, checksum);
    try {
      let end = this.end;
      for (const part of [head, ...parts]) end = this.put(part, end);
      this.file.flush();
      if (this.file.getSize() < end) throw full();
      this.end = end;
      this.records++;
    } catch (thrown) {
      this.file.truncate(this.end);
      throw isQuota(thrown) ? full() : thrown;
    }
  }

  private put(bytes: Uint8Array, at: number): number {
    if (bytes.length === 0) return at;
    // A full disk may answer a number that is no count of bytes (4294967288), without an error.
    if (this.file.write(bytes, at) !== bytes.length) throw full();
    return at + bytes.length;
  }

  private readNext(): SessionRecord | null {
    const head = this.take(this.end, HEAD_BYTES);
    if (!head) return null;
    const view = new DataView(head.buffer);
    const length = view.getUint32(0);
    const payload = this.take(this.end + HEAD_BYTES, length);
    const record = payload && decodeRecord(payload, view.getUint32(4));
    if (!record) return null;
    this.end += HEAD_BYTES + length;
    this.records++;
    return record;
  }

  private take(at: number, length: number): Uint8Array<ArrayBuffer> | null {
    if (at + length > this.file.getSize()) return null;
    const bytes = new Uint8Array(length);
    return this.file.read(bytes, at) === length ? bytes : null;
  }
}

function full(): LacunaError {
  return new LacunaError('storage-full', 'there is no room to keep the work');
}

function isQuota(thrown: unknown): boolean {
  return (thrown as { name?: unknown } | null)?.name === 'QuotaExceededError';
}
