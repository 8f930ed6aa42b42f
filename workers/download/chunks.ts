import { hex } from '../shared/hex.ts';

/** Bytes that are verified, and lost after a cut, at a time. */
export const CHUNK_BYTES = 16 * 2 ** 20;

/** What is known of a file on its way: the SHA-256 of each chunk that is written and flushed, null where one is missing. */
export interface Journal {
  readonly size: number;
  readonly chunks: readonly (string | null)[];
}

export function emptyJournal(size: number): Journal {
  return { size, chunks: new Array<string | null>(Math.ceil(size / CHUNK_BYTES)).fill(null) };
}

/** A journal read back, or null where it is not one for a file of this size. */
export function checkedJournal(value: unknown, size: number): Journal | null {
  const { size: told, chunks } = (value ?? {}) as Partial<Journal>;
  const fits = told === size && Array.isArray(chunks) && chunks.length === Math.ceil(size / CHUNK_BYTES);
  const known = (chunk: unknown) =>
    chunk === null || (typeof chunk === 'string' && /^[0-9a-f]{64}$/.test(chunk));
  return fits && chunks.every(known) ? { size, chunks } : null;
}

/** The first run of missing bytes, end exclusive, or null when nothing is missing. */
export function firstGap({ size, chunks }: Journal): { readonly start: number; readonly end: number } | null {
  const from = chunks.indexOf(null);
  if (from < 0) return null;
  const next = chunks.findIndex((chunk, i) => i > from && chunk !== null);
  return { start: from * CHUNK_BYTES, end: next < 0 ? size : next * CHUNK_BYTES };
}

export function withChunk(journal: Journal, index: number, digest: string | null): Journal {
  return { ...journal, chunks: journal.chunks.map((chunk, i) => (i === index ? digest : chunk)) };
}

/** Bytes of the chunks that are there. */
export function presentBytes({ size, chunks }: Journal): number {
  return chunks.reduce(
    (sum, chunk, i) => (chunk === null ? sum : sum + Math.min(CHUNK_BYTES, size - i * CHUNK_BYTES)),
    0,
  );
}

/** Hex SHA-256 of some bytes. */
export async function digestOf(bytes: BufferSource): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

/** A stream in pieces of `CHUNK_BYTES`, the last one shorter; each is a buffer of its own. */
export async function* inChunks(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  let buffer = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      for (let from = 0; from < next.value.length; ) {
        const part = next.value.subarray(from, from + CHUNK_BYTES - filled);
        buffer.set(part, filled);
        filled += part.length;
        from += part.length;
        if (filled < CHUNK_BYTES) continue;
        yield buffer;
        buffer = new Uint8Array(CHUNK_BYTES);
        filled = 0;
      }
    }
    if (filled > 0) yield buffer.subarray(0, filled);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
