import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openStore } from './store.ts';

const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const file = { url: 'https://page/models/x', bytes: bytes.length, sha256 };

/** The part of Cache Storage that the store uses, in memory. */
function memoryCaches(entries: Map<string, Uint8Array> = new Map()): CacheStorage {
  const cache = {
    match: async (key: string) => {
      const found = entries.get(key);
      return found && new Response(found.slice());
    },
    put: async (key: string, response: Response) => {
      entries.set(key, new Uint8Array(await response.arrayBuffer()));
    },
    delete: async (key: string) => entries.delete(key),
    keys: async () => [...entries.keys()].map((url) => ({ url })),
  };
  return { open: async () => cache } as unknown as CacheStorage;
}

/** Answers with the given bodies in turn; the last one for all after it. Null is a failed connection. */
function answering(bodies: readonly (Uint8Array | null)[]) {
  let asked = 0;
  const fetcher: typeof fetch = async () => {
    const body = bodies[Math.min(asked++, bodies.length - 1)];
    if (!body) throw new TypeError('network error');
    return new Response(body.slice());
  };
  return { fetcher, asked: () => asked };
}

const damaged = bytes.map((value, index) => (index === 500 ? value ^ 1 : value));

describe('the file store', () => {
  it('fetches once, then reads its cache', async () => {
    const entries = new Map<string, Uint8Array>();
    const { fetcher, asked } = answering([bytes]);
    const progress: number[] = [];
    const store = await openStore(memoryCaches(entries), fetcher);
    expect(await store.bytes(file, (loaded) => void progress.push(loaded))).toEqual(bytes);
    expect(progress.at(-1)).toBe(bytes.length);
    const again = await openStore(memoryCaches(entries), fetcher);
    expect(await again.bytes(file)).toEqual(bytes);
    expect(asked()).toBe(1);
    expect([...entries.keys()]).toEqual([`${file.url}?sha256=${sha256}`]);
  });

  it('fetches once for two that ask at the same time', async () => {
    const { fetcher, asked } = answering([bytes]);
    const store = await openStore(memoryCaches(), fetcher);
    const both = await Promise.all([store.bytes(file), store.bytes(file)]);
    expect(both).toEqual([bytes, bytes]);
    expect(asked()).toBe(1);
  });

  it('tries once more after a failed connection or damaged bytes', async () => {
    for (const first of [null, damaged]) {
      const { fetcher, asked } = answering([first, bytes]);
      expect(await (await openStore(memoryCaches(), fetcher)).bytes(file)).toEqual(bytes);
      expect(asked()).toBe(2);
    }
  });

  it.each([
    ['a flipped bit', damaged],
    ['a short body', bytes.subarray(0, 999)],
    ['a long body', Uint8Array.from([...bytes, 0])],
  ])('refuses %s and keeps nothing', async (_, body) => {
    const entries = new Map<string, Uint8Array>();
    const store = await openStore(memoryCaches(entries), answering([body]).fetcher);
    await expect(store.bytes(file)).rejects.toMatchObject({ code: 'pack-damaged' });
    expect(entries.size).toBe(0);
  });

  it('replaces a damaged cache entry', async () => {
    const entries = new Map([[`${file.url}?sha256=${sha256}`, damaged]]);
    const { fetcher, asked } = answering([bytes]);
    expect(await (await openStore(memoryCaches(entries), fetcher)).bytes(file)).toEqual(bytes);
    expect(asked()).toBe(1);
    expect([...entries.values()]).toEqual([bytes]);
  });

  it('works without Cache Storage', async () => {
    const { fetcher, asked } = answering([bytes]);
    const refusing = { open: () => Promise.reject(new Error('off')) } as unknown as CacheStorage;
    const store = await openStore(refusing, fetcher);
    await store.bytes(file);
    expect(await store.bytes(file)).toEqual(bytes);
    expect(asked()).toBe(1);
  });

  it('reads JSON as last seen when there is no network', async () => {
    const entries = new Map<string, Uint8Array>();
    const text = new TextEncoder().encode('{"a":1}');
    const online = await openStore(memoryCaches(entries), answering([text]).fetcher);
    expect(await online.json('https://page/a.json')).toEqual({ a: 1 });
    const offline = await openStore(memoryCaches(entries), answering([null]).fetcher);
    expect(await offline.json('https://page/a.json')).toEqual({ a: 1 });
    await expect(offline.json('https://page/b.json')).rejects.toMatchObject({ code: 'pack-fetch-failed' });
  });

  it('lets go of earlier releases of a folder, and of nothing else', async () => {
    const json = 'https://page/models/lacuna.json';
    const other = 'https://page/runtime/y?sha256=1';
    const entries = new Map([
      ['https://page/models/x?sha256=old', bytes],
      [json, bytes],
      [other, bytes],
    ]);
    const store = await openStore(memoryCaches(entries), answering([bytes]).fetcher);
    await store.bytes(file);
    await store.keepOnly('https://page/models/', [file]);
    expect([...entries.keys()].sort()).toEqual([json, `${file.url}?sha256=${sha256}`, other]);
  });
});
