import { test as base, expect } from '@playwright/test';
import { type StaticServer, serve } from '../../scripts/serve.mjs';
import { EditorPage } from './editor-page.ts';
import { Guard } from './guard.ts';

interface Options {
  /** How the build is hosted: with our headers at the root, or on a plain host under a sub-path. */
  readonly hosting: 'headers' | 'plain';
}

interface Fixtures {
  readonly site: StaticServer;
  readonly guard: Guard;
  readonly editor: EditorPage;
}

/** Playwright's `test` on a server of its own; fails on requests elsewhere, policy violations and console errors. */
export const test = base.extend<Fixtures & Options>({
  hosting: ['headers', { option: true }],

  site: async ({ hosting }, use) => {
    const site = await serve({
      headers: hosting === 'headers',
      subPath: hosting === 'headers' ? '/' : '/tools/lacuna/',
      extraModels: 'e2e/packs',
    });
    await use(site);
    await site.close();
  },

  guard: [
    async ({ context, site }, use) => {
      const guard = await Guard.watch(context, site.origin);
      await use(guard);
      guard.check();
      const telling = site.log.filter(
        // The browser's own check for a new service worker names the old one.
        ({ path, headers }) =>
          headers.cookie || (headers.referer?.startsWith(site.origin) && !path.endsWith('/sw.js')),
      );
      expect(telling, 'requests that carry a referrer or a cookie').toEqual([]);
    },
    { auto: true },
  ],

  // After the guard, so that it sees this page from its first request on.
  editor: async ({ guard: _, page, site }, use) => {
    await use(new EditorPage(page, site.url));
  },
});
