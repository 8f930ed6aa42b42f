import { dropOldShells, installShell, type Release } from './release.ts';
import { respond } from './respond.ts';
import { routeOf } from './route.ts';
import { giveShared, inboxPath, takeShared } from './share.ts';

/** Written by `scripts/finish-build.mjs`. */
declare const __RELEASE__: Release;

const release = __RELEASE__;
// The WebWorker library types `self` as a dedicated worker.
const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener('install', (event) => {
  // No skipWaiting: an open page is never replaced under somebody's hands.
  event.waitUntil(installShell(release, worker.registration.scope));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells(release.version).then(() => worker.clients.claim()));
});

worker.addEventListener('message', (event) => {
  const type: unknown = (event.data as { type?: unknown } | null)?.type;
  if (type === 'SKIP_WAITING') event.waitUntil(worker.skipWaiting());
  // A page that was reloaded past the service worker asks to be taken in.
  if (type === 'CLAIM') event.waitUntil(worker.clients.claim());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { scope } = worker.registration;
  if (inboxPath(request.url, scope) !== null) {
    event.respondWith(request.method === 'POST' ? takeShared(request, scope) : giveShared(request.url));
    return;
  }
  const route = routeOf(request, scope);
  if (route !== 'pass') event.respondWith(respond(request, route, release, scope));
});
