/** The parts of page and worker globals that are used here; browsers without Trusted Types need no policy. */
interface Realm {
  readonly location: { readonly origin: string; readonly href: string };
  readonly URL: new (url: string, base: string) => { readonly origin: string };
  readonly trustedTypes?: {
    createPolicy(name: 'default', rules: { createScriptURL(url: string): string }): unknown;
  };
}

/**
 * Under `require-trusted-types-for 'script'` a text becomes code only through a policy. Ours, the only one the
 * content security policy admits, lets workers and the service worker start from our own origin and nothing else;
 * it makes no HTML and no script from text at all. Each realm that starts workers (the page, and the inference worker
 * for the runtime's threads) calls this once, first thing.
 */
export function installTrustedTypes(): void {
  const realm = globalThis as unknown as Realm;
  realm.trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      const target = new realm.URL(url, realm.location.href);
      if (target.origin !== realm.location.origin)
        throw new TypeError(`Script from ${target.origin} refused`);
      return url;
    },
  });
}
