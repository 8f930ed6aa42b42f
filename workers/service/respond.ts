import { headersOf, type Release, shellCacheName, withHeaders } from './release.ts';
import type { Route } from './route.ts';

/** Answers a request as its route says. Rejects like `fetch` when neither cache nor network has it. */
export async function respond(
  request: Request,
  route: Exclude<Route, 'pass'>,
  release: Release,
  scope: string,
): Promise<Response> {
  switch (route) {
    case 'page':
      return (await fromShell(scope, release)) ?? withHeaders(await fetch(request), release.headers);
    case 'shell':
      return (await fromShell(request.url, release)) ?? fetchAndKeep(request, release, scope);
    case 'script':
      return withHeaders(await networkFirst(request), release.headers);
    case 'data':
      return networkFirst(request);
  }
}

/** This release's copy, else the release's before: an open page may still ask for its own lazy parts. */
async function fromShell(address: string, release: Release): Promise<Response | undefined> {
  const current = await caches.open(shellCacheName(release.version));
  const options = { ignoreSearch: true, ignoreVary: true };
  return (await current.match(address, options)) ?? (await caches.match(address, options));
}

async function fetchAndKeep(request: Request, release: Release, scope: string): Promise<Response> {
  const response = withHeaders(await fetch(request), headersOf(release, request.url, scope));
  if (response.status === 200) {
    const cache = await caches.open(shellCacheName(release.version));
    await cache.put(request.url, response.clone());
  }
  return response;
}

async function networkFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (offline) {
    const kept = await caches.match(request.url, { ignoreVary: true });
    if (kept) return kept;
    throw offline;
  }
}
