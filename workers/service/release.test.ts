import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropOldShells, installShell, type Release, shellCacheName, withHeaders } from './release.ts';

const scope = 'https://example.test/';

/** Cache Storage in memory, with as much of it as the code under test uses. */
function memoryCaches() {
  const stores = new Map<string, Map<string, Response>>();
  const open = async (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      put: async (key: string, value: Response) => void store.set(key, value),
      match: async (key: string) => store.get(key)?.clone(),
    };
  };
  const match = async (key: string) => {
    for (const store of stores.values()) if (store.has(key)) return store.get(key)?.clone();
    return undefined;
  };
  return {
    stores,
    open,
    match,
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
  };
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

const release = (version: string): Release => ({
  version,
  shell: ['./', 'assets/a-1.js'].map((url) => ({
    url,
    hash: hashOf(`body of ${new URL(url, scope).href}`),
  })),
  headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' },
  exceptions: { 'assets/a-1.js': { 'Content-Security-Policy': 'of its own' } },
});

describe('a release', () => {
  let storage: ReturnType<typeof memoryCaches>;
  const fetched: string[] = [];
  beforeEach(() => {
    storage = memoryCaches();
    fetched.length = 0;
    vi.stubGlobal('caches', storage);
    vi.stubGlobal('fetch', async (url: string) => {
      fetched.push(url);
      return new Response(`body of ${url}`);
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is stored whole, with headers', async () => {
    await installShell(release('1'), scope);
    const page = storage.stores.get(shellCacheName('1'))?.get(scope);
    expect(page?.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(await page?.text()).toBe(`body of ${scope}`);
  });

  it('gives a file with headers of its own those', async () => {
    await installShell(release('1'), scope);
    const shell = storage.stores.get(shellCacheName('1'));
    expect(shell?.get(`${scope}assets/a-1.js`)?.headers.get('Content-Security-Policy')).toBe('of its own');
    expect(shell?.get(scope)?.headers.get('Content-Security-Policy')).toBeNull();
  });

  it('takes unchanged hashed files from the release before, and fetches the page anew', async () => {
    await installShell(release('1'), scope);
    fetched.length = 0;
    await installShell(release('2'), scope);
    expect(fetched).toEqual([scope]);
  });

  it('does not install with a file missing', async () => {
    vi.stubGlobal('fetch', async () => new Response('gone', { status: 404 }));
    await expect(installShell(release('1'), scope)).rejects.toThrow('404');
  });

  it('does not install with a file of another release', async () => {
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', async (url: string) =>
      url === scope ? new Response('the page of another') : fetch(url),
    );
    await expect(installShell(release('1'), scope)).rejects.toThrow('not of this release');
    expect(storage.stores.get(shellCacheName('1'))?.has(scope)).toBe(false);
  });

  it('fetches a kept file anew that is not what it should be', async () => {
    const address = `${scope}assets/a-1.js`;
    await (await storage.open('lacuna-shell-0')).put(address, new Response('damaged'));
    await installShell(release('1'), scope);
    expect(fetched).toContain(address);
  });

  it('keeps one older release, the one that was active', async () => {
    for (const version of ['1', '2', '3']) {
      await installShell(release(version), scope);
      // Version 2 was installed but never activated.
      if (version !== '2') await dropOldShells(version);
    }
    const shells = [...storage.stores.keys()].filter((name) => name.startsWith('lacuna-shell-'));
    expect(shells).toEqual([shellCacheName('1'), shellCacheName('3')]);
  });
});

describe('withHeaders', () => {
  it('keeps status and own headers', async () => {
    const response = withHeaders(
      new Response('x', { status: 404, headers: { 'content-type': 'text/plain' } }),
      {
        'X-Test': '1',
      },
    );
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('X-Test')).toBe('1');
  });
});
