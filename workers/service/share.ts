/** Where the system's share sheet posts to, and under which folder what it gave waits for the page. */
const INBOX = 'shared/';

/** Cache of pictures on their way from the share sheet to the page. */
const CACHE = 'lacuna-shared';

/** The address, from the scope on, of a picture handed in; null for all other requests. */
export function inboxPath(url: string, scope: string): string | null {
  if (!url.startsWith(scope)) return null;
  const path = new URL(url).pathname.slice(new URL(scope).pathname.length);
  return path.startsWith(INBOX) ? path : null;
}

/**
 * Keeps the picture that a share brings and leads to the page, which asks for it by the name in its address. Nothing of
 * it goes further than this machine.
 */
export async function takeShared(request: Request, scope: string): Promise<Response> {
  const file = (await request.formData()).get('picture');
  if (!(file instanceof File)) return Response.redirect(scope, 303);
  const name = `${INBOX}${crypto.randomUUID()}`;
  const cache = await caches.open(CACHE);
  const headers = { 'Content-Type': file.type, 'X-Name': encodeURIComponent(file.name) };
  await cache.put(new URL(name, scope).href, new Response(file, { headers }));
  return Response.redirect(`${scope}?shared=${encodeURIComponent(name.slice(INBOX.length))}`, 303);
}

/** Gives a picture out once. */
export async function giveShared(url: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url);
  await cache.delete(url);
  // 204, not 404: that it is gone is an answer, and no error for the console.
  return kept ?? new Response(null, { status: 204 });
}
