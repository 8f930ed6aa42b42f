import { type CDPSession, expect, type Page } from '@playwright/test';
import { test } from '../support/nano-test.ts';
import { expectAlert, expectRecovered, PHOTO, prepareWork } from '../support/work.ts';

// No room to keep anything, no network, no service worker: what can work works, and nothing claims more.

/** Gives the origin so many bytes of storage; without a size, the browser's own limit again. */
async function limitStorage(page: Page, origin: string, quotaSize?: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(quotaSize !== undefined && { quotaSize }),
  });
  return session;
}

/** Files in the worker's cache. */
function keptFiles(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('lacuna-files'));
    const counts = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).length),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  });
}

test('storage is full: everything works from memory, and "Works offline" is not said until it is true', async ({
  editor,
  guard,
  page,
  site,
}) => {
  guard.allow(/Quota|Failed to load resource/);
  // The override lives as long as the session that set it.
  await limitStorage(page, site.origin, 1);
  await editor.goto();
  const work = await prepareWork(editor);
  await expectRecovered(editor, work);
  await page.waitForTimeout(1000);
  await expect(page.getByText('Works offline')).toBeHidden();
  expect(await keptFiles(page)).toBe(0);

  await limitStorage(page, site.origin);
  await page.reload();
  await prepareWork(editor);
  await expect(page.getByText('Works offline')).toBeVisible({ timeout: 30_000 });
  expect(await keptFiles(page)).toBeGreaterThan(0);
});

test('no storage at all: the page works for this visit', async ({ editor, guard, page }) => {
  guard.allow(/Failed to load resource/);
  await page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('storage is switched off', 'SecurityError'));
    for (const name of ['open', 'keys', 'match', 'has', 'delete']) {
      Object.defineProperty(CacheStorage.prototype, name, { value: refuse });
    }
  });
  await editor.goto();
  const work = await prepareWork(editor);
  await expectRecovered(editor, work);
  await expect(page.getByText('Works offline')).toBeHidden();
});

test('the network goes away right after the first load: told, nothing lost, works again', async ({
  context,
  editor,
  guard,
  page,
}) => {
  guard.allow(/LacunaError|Failed to load resource|ERR_INTERNET_DISCONNECTED/);
  await editor.goto();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await context.setOffline(true);
  const work = await prepareWork(editor);
  await editor.fillButton.click();
  await expectAlert(page, 'error.pack-fetch-failed');
  await context.setOffline(false);
  await expectRecovered(editor, work);
});

test('a host without our service worker: fills work, offline is not promised', async ({
  editor,
  guard,
  page,
  site,
}) => {
  guard.allow(/404|Failed to load resource/);
  site.overrides.set('/sw.js', { status: 404, body: 'gone' });
  await editor.goto();
  const work = await prepareWork(editor);
  await expectRecovered(editor, work);
  await expect(page.getByText('Works offline')).toBeHidden();
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test.describe('a plain host that loses the service worker', () => {
  test.use({ hosting: 'plain' });

  test('says why no picture opens, and opens it once the service worker is there', async ({
    editor,
    guard,
    page,
    site,
  }) => {
    guard.allow(/404|LacunaError|Failed to load resource/);
    site.overrides.set('/sw.js', { status: 404, body: 'gone' });
    await page.goto(site.url);
    await page.getByTestId('open-input').setInputFiles(PHOTO);
    await expectAlert(page, 'error.unprotected');
    site.overrides.delete('/sw.js');
    await editor.goto();
    await expectRecovered(editor, await prepareWork(editor));
  });
});
