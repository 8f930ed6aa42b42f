/** One file of the shell: its address relative to the scope, and the first 16 hex digits of its bytes' SHA-256. */
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
  /** Files with headers of their own, by address relative to the scope: the download worker. */
  readonly exceptions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const PREFIX = 'lacuna-shell-';
const META = 'lacuna-meta';
const ACTIVE = 'active-release';
/** Folders whose files carry a hash in their name. */
const HASHED = ['assets/', 'download/'];

/** The cache that holds a release's shell. */
export function shellCacheName(version: string): string {
  return PREFIX + version;
}

/** The headers of a file of the release. @param address absolute */
export function headersOf(
  release: Release,
  address: string,
  scope: string,
): Readonly<Record<string, string>> {
  const path = new URL(address).pathname.slice(new URL(scope).pathname.length);
  return release.exceptions[path] ?? release.headers;
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
 * releases where they are the same. Rejects when one file is missing or is not the one the release was built with (the
 * host was in the middle of a change): a broken release never takes over.
 */
export async function installShell(release: Release, scope: string): Promise<void> {
  const cache = await caches.open(shellCacheName(release.version));
  await Promise.all(
    release.shell.map(async ({ url, hash }) => {
      const address = new URL(url, scope).href;
      const hashed = HASHED.some((folder) => url.startsWith(folder));
      const known = hashed ? await caches.match(address, { ignoreVary: true }) : undefined;
      const response = (known && (await verified(known, hash))) ?? (await fetchFile(address, hash, hashed));
      await cache.put(address, withHeaders(response, headersOf(release, address, scope)));
    }),
  );
}

async function fetchFile(address: string, hash: string, hashed: boolean): Promise<Response> {
  const cache = hashed ? 'default' : 'reload';
  const response = await fetch(address, { cache, referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const file = await verified(response, hash);
  if (!file) throw new Error(`${address} is not of this release`);
  return file;
}

/** The response with its body read and found to be what the hash says; else undefined. */
async function verified(response: Response, hash: string): Promise<Response | undefined> {
  const body = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (!hex.startsWith(hash)) return undefined;
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
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
