import { LacunaError } from '../../shared/errors.ts';
import { FILE_CACHE, fileCacheKey } from '../../shared/file-cache.ts';

/** A file of our own origin whose bytes are known beforehand. */
export interface StoredFile {
  readonly url: string;
  readonly bytes: number;
  /** Hex SHA-256 of the whole file. */
  readonly sha256: string;
}

/** Verified files, each kept once: in Cache Storage, or in memory where the browser refuses that. */
export interface FileStore {
  /** A small JSON file: from the network, or as last seen when there is none. Throws `pack-fetch-failed`. */
  json(url: string): Promise<unknown>;
  /** A file's bytes, checked against size and hash every time. Throws `pack-fetch-failed`, `pack-damaged`. */
  bytes(file: StoredFile, onBytes?: (loaded: number) => void): Promise<Uint8Array<ArrayBuffer>>;
  /** Deletes what is kept under a folder's address, except these files: earlier releases of them, above all. */
  keepOnly(folder: string, files: readonly StoredFile[]): Promise<void>;
}

/** Opens the store. `caches` and `fetch` are the worker's own unless a test hands in others. */
export async function openStore(
  storage: CacheStorage | undefined = globalThis.caches,
  fetcher: typeof fetch = (...input) => fetch(...input),
): Promise<FileStore> {
  // Storage may be switched off or full: then everything still works for this visit.
  const cache = (await storage?.open(FILE_CACHE).catch(() => null)) ?? null;
  const memory = new Map<string, Uint8Array<ArrayBuffer>>();
  const pending = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  async function load(file: StoredFile, onBytes: (loaded: number) => void) {
    const response = await fetcher(file.url, { credentials: 'same-origin', cache: 'no-store' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return readCapped(response, file.bytes, onBytes);
  }

  async function obtain(
    file: StoredFile,
    onBytes: (loaded: number) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const key = keyOf(file);
    const known = memory.get(key) ?? (await readCached(cache, key));
    if (known && (await isIntact(known, file))) {
      onBytes(file.bytes);
      return known;
    }
    if (known) await cache?.delete(key);

    let damaged = false;
    let reason: unknown;
    // Once more after a cut connection or a damaged transfer; after that the person decides.
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        const bytes = await load(file, onBytes);
        if (await isIntact(bytes, file)) {
          if (!(await keep(cache, key, bytes))) memory.set(key, bytes);
          return bytes;
        }
        damaged = true;
        reason = 'size or hash differs';
      } catch (thrown) {
        damaged = false;
        reason = thrown;
      }
    }
    const code = damaged ? 'pack-damaged' : 'pack-fetch-failed';
    throw new LacunaError(code, `${file.url}: ${String(reason)}`, { url: file.url });
  }

  return {
    async json(url) {
      try {
        const response = await fetcher(url, { credentials: 'same-origin' });
        if (!response.ok) throw new Error(`status ${response.status}`);
        const text = await response.text();
        const value: unknown = JSON.parse(text);
        await cache?.put(url, new Response(text)).catch(() => undefined);
        return value;
      } catch (thrown) {
        const kept = await cache?.match(url);
        if (kept) return kept.json();
        throw new LacunaError('pack-fetch-failed', `${url}: ${String(thrown)}`, { url });
      }
    },

    async bytes(file, onBytes = () => undefined) {
      // A prefetch and a load may want the same file at the same time.
      const running = pending.get(file.url);
      if (running) {
        const bytes = await running;
        onBytes(file.bytes);
        return bytes;
      }
      const obtained = obtain(file, onBytes).finally(() => pending.delete(file.url));
      pending.set(file.url, obtained);
      return obtained;
    },

    async keepOnly(folder, files) {
      const wanted = new Set(files.map(keyOf));
      const kept = (await cache?.keys().catch(() => [])) ?? [];
      for (const { url } of kept) {
        if (url.startsWith(folder) && url.includes('?sha256=') && !wanted.has(url)) await cache?.delete(url);
      }
    },
  };
}

function keyOf(file: StoredFile): string {
  return fileCacheKey(file.url, file.sha256);
}

async function readCached(cache: Cache | null, key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const response = await cache?.match(key).catch(() => undefined);
  return response ? new Uint8Array(await response.arrayBuffer()) : null;
}

async function keep(cache: Cache | null, key: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (!cache) return false;
  return cache.put(key, new Response(bytes)).then(
    () => true,
    () => false,
  );
}

/** Reads a body into memory, at most one byte more than announced: a wrong answer must not fill the memory. */
async function readCapped(response: Response, expected: number, onBytes: (loaded: number) => void) {
  const out = new Uint8Array(expected + 1);
  let loaded = 0;
  const reader = response.body?.getReader();
  while (reader && loaded <= expected) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, out.length - loaded);
    out.set(part, loaded);
    loaded += part.length;
    onBytes(Math.min(loaded, expected));
  }
  if (loaded > expected) await reader?.cancel();
  return out.slice(0, loaded);
}

async function isIntact(bytes: Uint8Array<ArrayBuffer>, file: StoredFile): Promise<boolean> {
  if (bytes.length !== file.bytes) return false;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === file.sha256;
}
