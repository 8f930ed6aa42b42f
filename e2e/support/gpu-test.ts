import { type Browser, chromium, type Worker } from '@playwright/test';
import { CHROMIUM_ARGS, requireChromium, SOFTWARE_WEBGPU_ARGS } from '../../scripts/lib/chromium.mjs';
import type { EditorPage } from './editor-page.ts';
import { test as base } from './nano-test.ts';

/** As the nano test, with a browser of its own that has a software adapter. */
export const test = base.extend<{ readonly ownBrowser: Browser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
  ownBrowser: async ({}, use) => {
    const executablePath = await requireChromium();
    const own = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, ...SOFTWARE_WEBGPU_ARGS] });
    await use(own);
    await own.close();
  },
  context: async ({ ownBrowser }, use) => {
    const context = await ownBrowser.newContext({ viewport: { width: 1280, height: 800 } });
    await use(context);
    await context.close();
  },
});

/** The software adapter compiles kernels for a minute or two before the first step. */
export const COMPILING = { timeout: 240_000 };

/** The newest inference worker. */
export async function engineOf({ page }: EditorPage): Promise<Worker> {
  const named: Worker[] = [];
  for (const worker of page.workers().filter((one) => /\/inference-/.test(one.url()))) {
    const name = await worker.evaluate(() => self.name).catch(() => '');
    if (name === 'inference') named.push(worker);
  }
  const last = named.at(-1);
  if (!last) throw new Error('no inference worker');
  return last;
}
