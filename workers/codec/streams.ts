/** The pieces of a stream, one after another. Leaving the loop early cancels the stream. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let finished = false;
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) {
        finished = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!finished) await reader.cancel().catch(() => undefined);
  }
}

/** A stream that asks `pieces` for the next piece only when there is room. */
export function streamOf(pieces: Iterator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull(controller) {
      const next = pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

/** All pieces in one array. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** zlib (RFC 1950) of bytes that fit in memory. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return gather(
    streamOf([bytes].values()).pipeThrough(new CompressionStream('deflate')),
    Number.MAX_SAFE_INTEGER,
  );
}

/** Inverse of `deflate`; throws when the data is broken or longer than `limit` bytes. */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return gather(streamOf([bytes].values()).pipeThrough(new DecompressionStream('deflate')), limit);
}

async function gather(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of piecesOf(stream)) {
    length += part.length;
    if (length > limit) throw new RangeError(`more than ${limit} bytes`);
    parts.push(part);
  }
  return concat(parts);
}
