import { NANO_INDEX } from './nano-site.ts';
import { test as base } from './test.ts';

/** As `test`, with the nano pack in place of the embedded ones: a fill takes a second. */
export const test = base.extend({
  site: async ({ site }, use) => {
    site.overrides.set('/models/index.json', NANO_INDEX);
    await use(site);
  },
});
