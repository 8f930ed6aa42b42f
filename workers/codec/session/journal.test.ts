import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LacunaError } from '../../shared/errors.ts';
import type { SessionRecord } from '../../shared/session.ts';
import { Journal, type JournalFile } from './journal.ts';

/** A file in memory that has only so much room, and says so as browsers do: by a wrong count or by an error. */
class MemoryFile implements JournalFile {
  bytes = new Uint8Array(0);
  room = Number.POSITIVE_INFINITY;
  fault: 'count' | 'throw' = 'count';

  getSize = () => this.bytes.length;
  read(into: Uint8Array, at: number): number {
    into.set(this.bytes.subarray(at, at + into.length));
    return Math.min(into.length, this.bytes.length - at);
  }
  write(bytes: Uint8Array, at: number): number {
    if (at + bytes.length > this.room) {
      if (this.fault === 'throw') throw new DOMException('full', 'QuotaExceededError');
      return 4294967288;
    }
    const next = new Uint8Array(Math.max(this.bytes.length, at + bytes.length));
    next.set(this.bytes);
    next.set(bytes, at);
    this.bytes = next;
    return bytes.length;
  }
  truncate(size: number): void {
    this.bytes = this.bytes.slice(0, size);
  }
  flush(): void {}
}

const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Uint8Array.from(array));
const record: fc.Arbitrary<SessionRecord> = fc.oneof(
  fc
    .constantFrom('undo' as const, 'redo' as const)
    .map((kind) => ({ edit: { kind }, deltas: [], blobs: [] })),
  fc.tuple(fc.array(bytes, { maxLength: 3 }), fc.array(bytes, { maxLength: 2 })).map(([deltas, blobs]) => ({
    edit: {
      kind: 'change' as const,
      mask: deltas.map((_, index) => index),
      fills: null,
      frame: { x: -3, y: 0, width: 9, height: 8 },
    },
    deltas,
    blobs: blobs.map((data, id) => ({ id, bytes: data })),
  })),
);
const records = fc.array(record, { minLength: 1, maxLength: 8 });

function written(all: readonly SessionRecord[]): { file: MemoryFile; ends: number[] } {
  const file = new MemoryFile();
  const { journal } = Journal.open(file);
  const ends = all.map((each, at) => {
    journal.append(at, each);
    return file.getSize();
  });
  return { file, ends };
}

test('what was written is read back, in order', () => {
  fc.assert(
    fc.property(records, (all) => {
      expect(Journal.open(written(all).file).records).toEqual(all);
    }),
  );
});

test('cut off anywhere, a journal is a prefix of what was written, and goes on from there', () => {
  fc.assert(
    fc.property(records, fc.nat(), (all, where) => {
      const { file, ends } = written(all);
      const length = where % (file.getSize() + 1);
      file.truncate(length);
      const whole = ends.filter((end) => end <= length).length;
      const { journal, records: read } = Journal.open(file);
      expect(read).toEqual(all.slice(0, whole));
      journal.append(whole, all[0] as SessionRecord);
      expect(Journal.open(file).records).toEqual([...all.slice(0, whole), all[0]]);
    }),
  );
});

test('one wrong byte anywhere ends it at the record before, and nothing is believed after it', () => {
  fc.assert(
    fc.property(records, fc.nat(), fc.integer({ min: 1, max: 255 }), (all, where, flip) => {
      const { file, ends } = written(all);
      const at = where % file.getSize();
      file.bytes[at] = (file.bytes[at] as number) ^ flip;
      const whole = ends.filter((end) => end <= at).length;
      expect(Journal.open(file).records).toEqual(all.slice(0, whole));
    }),
  );
});

test('a full disk is told, leaves what was there, and takes the same record once there is room', () => {
  fc.assert(
    fc.property(
      records,
      fc.nat(),
      fc.constantFrom('count' as const, 'throw' as const),
      (all, where, fault) => {
        const { ends } = written(all);
        const file = new MemoryFile();
        file.fault = fault;
        file.room = where % (ends.at(-1) as number);
        const { journal } = Journal.open(file);
        const fit = ends.filter((end) => end <= file.room).length;
        for (let at = 0; at < fit; at++) journal.append(at, all[at] as SessionRecord);
        const next = all[fit] as SessionRecord;
        expect(() => journal.append(fit, next)).toThrow(LacunaError);
        expect(Journal.open(file).records).toEqual(all.slice(0, fit));
        file.room = Number.POSITIVE_INFINITY;
        journal.append(fit, next);
        expect(Journal.open(file).records).toEqual(all.slice(0, fit + 1));
      },
    ),
  );
});

test('a record whose answer was lost is not written twice; a gap is refused', () => {
  const undo: SessionRecord = { edit: { kind: 'undo' }, deltas: [], blobs: [] };
  const file = new MemoryFile();
  const { journal } = Journal.open(file);
  journal.append(0, undo);
  journal.append(0, undo);
  expect(Journal.open(file).records).toHaveLength(1);
  expect(() => journal.append(2, undo)).toThrow(RangeError);
});
