import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CHUNK_BYTES, checkedJournal, emptyJournal, firstGap, presentBytes, withChunk } from './chunks.ts';

const DIGEST = 'a'.repeat(64);

it('finds gaps until nothing is missing, whatever the order of chunks', () => {
  const size = fc.integer({ min: 1, max: 6 * CHUNK_BYTES });
  fc.assert(
    fc.property(size, fc.array(fc.nat(5)), (bytes, order) => {
      let journal = emptyJournal(bytes);
      for (const index of order)
        if (index < journal.chunks.length) journal = withChunk(journal, index, DIGEST);
      const before = presentBytes(journal);
      let filled = 0;
      for (let gap = firstGap(journal); gap; gap = firstGap(journal)) {
        expect(gap.start % CHUNK_BYTES).toBe(0);
        filled += gap.end - gap.start;
        for (let i = gap.start / CHUNK_BYTES; i * CHUNK_BYTES < gap.end; i++)
          journal = withChunk(journal, i, DIGEST);
      }
      expect(before + filled).toBe(bytes);
      expect(presentBytes(journal)).toBe(bytes);
    }),
  );
});

it('reads back only a journal of the same file', () => {
  const journal = withChunk(emptyJournal(CHUNK_BYTES + 1), 0, DIGEST);
  expect(checkedJournal(JSON.parse(JSON.stringify(journal)), CHUNK_BYTES + 1)).toEqual(journal);
  expect(checkedJournal(journal, CHUNK_BYTES)).toBeNull();
  expect(checkedJournal({ ...journal, chunks: ['x', null] }, CHUNK_BYTES + 1)).toBeNull();
  expect(checkedJournal(null, 1)).toBeNull();
});
