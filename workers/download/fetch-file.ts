import type { DownloadOptions } from '../shared/download-protocol.ts';
import { LacunaError } from '../shared/errors.ts';
import {
  CHUNK_BYTES,
  checkedJournal,
  digestOf,
  emptyJournal,
  firstGap,
  type Journal,
  presentBytes,
  withChunk,
} from './chunks.ts';
import { getResponse, HttpError, hostOf, isPage } from './http.ts';
import { retrying } from './retry.ts';
import { openForWriting, readJson, writeAt, writeJson } from './vault.ts';

export interface FileRequest {
  /** The lasting address; what it redirects to may change each time. */
  readonly url: string;
  readonly bytes: number;
  /** Name under which data and journal are kept while the file is on its way. */
  readonly key: string;
}

/**
 * Fetches what is missing of a file, chunk by chunk; each one that is written and flushed is in the journal, so that a
 * cut, a reload or a crash costs at most one. Sends a plain `Range` and nothing else, which needs no preflight.
 *
 * @param onBytes bytes that are here, in the file's part, after every piece
 * @throws LacunaError what `retrying` throws, `model-page` for a web page in place of the file, `model-changed` when the
 * host has another size now, `storage-full`; the signal's reason when aborted
 */
export async function fetchFile(
  folder: FileSystemDirectoryHandle,
  request: FileRequest,
  options: DownloadOptions,
  signal: AbortSignal,
  onBytes: (present: number) => void,
): Promise<void> {
  const name = `${request.key}.json`;
  let journal = checkedJournal(await readJson(folder, name), request.bytes) ?? emptyJournal(request.bytes);
  const handle = await openForWriting(folder, request.key);
  try {
    // What the journal promises must be there.
    if (handle.getSize() < presentBytes(journal) || handle.getSize() > request.bytes) {
      journal = emptyJournal(request.bytes);
      handle.truncate(0);
    }
    while (firstGap(journal) !== null) {
      await retrying(
        (progress) =>
          fetchGap(request, journal, options, signal, {
            async onChunk(index, bytes) {
              writeAt(handle, bytes, index * CHUNK_BYTES);
              journal = withChunk(journal, index, await digestOf(bytes));
              await writeJson(folder, name, journal);
              progress();
            },
            onBytes: (extra) => onBytes(presentBytes(journal) + extra),
          }),
        request.url,
        options,
        signal,
      );
    }
  } finally {
    handle.close();
  }
}

interface GapSink {
  onChunk(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  onBytes(extra: number): void;
}

async function fetchGap(
  request: FileRequest,
  journal: Journal,
  { stallMs }: DownloadOptions,
  signal: AbortSignal,
  sink: GapSink,
): Promise<void> {
  const gap = firstGap(journal) as { start: number; end: number };
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(new Error('the connection fell silent')), stallMs);
  try {
    const whole = gap.start === 0 && gap.end === request.bytes;
    const response = await getResponse(request.url, {
      signal: AbortSignal.any([signal, silence.signal]),
      ...(!whole && { headers: { Range: `bytes=${gap.start}-${gap.end - 1}` } }),
    }).catch((thrown: unknown) => {
      // No such range: the file is shorter now.
      if (thrown instanceof HttpError && thrown.status === 416) throw changed(request.url, '416');
      throw thrown;
    });
    const start = startOf(response, request, gap);
    const reader = response.body?.getReader();
    if (!reader) throw new Error('an empty answer');
    const buffer = new Uint8Array(Math.min(CHUNK_BYTES, request.bytes));
    let at = start;
    let filled = 0;
    while (at + filled < gap.end) {
      const { done, value } = await reader.read();
      if (done) throw new Error('the connection was cut');
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(new Error('the connection fell silent')), stallMs);
      for (let from = 0; from < value.length && at < gap.end; ) {
        const length = Math.min(CHUNK_BYTES, request.bytes - at);
        const part = value.subarray(from, from + length - filled);
        buffer.set(part, filled);
        filled += part.length;
        from += part.length;
        if (filled < length) continue;
        const chunk = buffer.slice(0, length);
        await sink.onChunk(at / CHUNK_BYTES, chunk);
        at += length;
        filled = 0;
      }
      sink.onBytes(filled);
    }
    await reader.cancel();
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

/** Where the answer's bytes belong. A host that ignores ranges sends the whole file: it is read from the start. */
function startOf(
  response: Response,
  request: FileRequest,
  gap: { readonly start: number; readonly end: number },
): number {
  if (isPage(response)) {
    throw new LacunaError('model-page', `${request.url} answered a web page`, { host: hostOf(request.url) });
  }
  if (response.status === 206) {
    const range = response.headers.get('Content-Range')?.match(/^bytes (\d+)-\d+\/(\d+)$/);
    if (Number(range?.[1]) === gap.start && Number(range?.[2]) === request.bytes) return gap.start;
    throw changed(request.url, response.headers.get('Content-Range'));
  }
  // A compressed answer tells the length of what was sent, not of the file.
  const told = response.headers.get('Content-Encoding') ? null : response.headers.get('Content-Length');
  if (told !== null && Number(told) !== request.bytes) {
    throw changed(request.url, `${told} bytes, not ${request.bytes}`);
  }
  return 0;
}

function changed(url: string, told: string | null): LacunaError {
  return new LacunaError('model-changed', `${url}: ${told}`, { host: hostOf(url) });
}
