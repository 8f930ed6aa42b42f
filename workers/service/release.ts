/** One file of the shell: its address relative to the scope, and a hash of its bytes. */
export interface ShellFile {
  readonly url: string;
  readonly hash: string;
}

/** What a release is made of; the build writes it into the service worker. */
export interface Release {
  readonly version: string;
  readonly shell: readonly ShellFile[];
  /** Headers for every response that the service worker gives. */
  readonly headers: Readonly<Record<string, string>>;
}

const PREFIX = 'lacuna-shell-';
const META = 'lacuna-meta';
const ACTIVE = 'active-release';

/** The cache that holds a release's shell. */
export function shellCacheName(version: string): string {
  return PREFIX + version;
}

/** The response with the release's headers on top; the body is passed on unread. */
export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  // An opaque or error response has no readable body, and 204/304 must not have one.
  if (response.status === 0 || response.body === null) return response;
  const merged = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) merged.set(name, value);
  // A new Response also drops the mark of a redirect, which navigations refuse.
  return new Response(response.body, {
    status: response.status,
    statusText: response.statusText,
    headers: merged,
  });
}

/**
 * Brings the whole shell into the release's cache. Files whose address carries their hash are taken from older
 * releases where they are the same. Rejects when one file is missing: a broken release never takes over.
 */
export async function installShell(release: Release, scope: string): Promise<void> {
  const cache = await caches.open(shellCacheName(release.version));
  await Promise.all(
    release.shell.map(async ({ url }) => {
      const address = new URL(url, scope).href;
      const hashed = url.startsWith('assets/');
      const known = hashed ? await caches.match(address, { ignoreVary: true }) : undefined;
      const response =
        known ??
        (await fetch(address, { cache: hashed ? 'default' : 'reload', referrerPolicy: 'no-referrer' }));
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      await cache.put(address, withHeaders(response, release.headers));
    }),
  );
}

/** Deletes shells, except this release's and the one before it, whose pages may still load their lazy parts. */
export async function dropOldShells(version: string): Promise<void> {
  const meta = await caches.open(META);
  const before = await (await meta.match(ACTIVE))?.text();
  const keep = [shellCacheName(version), ...(before === undefined ? [] : [shellCacheName(before)])];
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !keep.includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await meta.put(ACTIVE, new Response(version));
}
