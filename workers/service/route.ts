/** How a request is answered. */
export type Route =
  /** The page itself, from the cache. */
  | 'page'
  /** From the cache, else from the network and kept. */
  | 'shell'
  /** From the network with our headers; runtime and packs are kept elsewhere, by the worker that reads them. */
  | 'script'
  /** From the network as it is, from any cache when there is none. */
  | 'data'
  /** Not ours: the browser goes on as if there were no service worker. */
  | 'pass';

const STORED_ELSEWHERE = ['models/', 'runtime/'];
const SCRIPTS = ['script', 'worker', 'sharedworker'];

/**
 * Chooses the answer to a request.
 *
 * @param scope the service worker's scope, an absolute URL with a slash at the end
 */
export function routeOf(
  request: {
    readonly method: string;
    readonly url: string;
    readonly mode: string;
    readonly destination: string;
  },
  scope: string,
): Route {
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return 'pass';
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length);
  if (request.mode === 'navigate') return path === '' || path === 'index.html' ? 'page' : 'pass';
  if (path === 'sw.js') return 'pass';
  if (STORED_ELSEWHERE.some((folder) => path.startsWith(folder))) {
    return SCRIPTS.includes(request.destination) ? 'script' : 'data';
  }
  return 'shell';
}
