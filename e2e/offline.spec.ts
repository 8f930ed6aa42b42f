import { expect } from '@playwright/test';
import { differingPixels, readPng } from './support/pixels.ts';
import { test } from './support/test.ts';

const PHOTO = 'e2e/fixtures/held-out.jpg';

test('load, fill, stop the server, reload, fill', async ({ context, editor, guard, page, site }) => {
  await editor.goto();
  await editor.open(PHOTO);
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.number('Steps', 4);
  await editor.fill();
  await editor.pick('model');
  await editor.discardAll();
  await expect(page.getByText('Works offline')).toBeVisible({ timeout: 20_000 });

  // The browser notes each question to the stopped server, answered from the cache or not.
  guard.allow(/Failed to load resource: net::ERR_/);
  await site.close();
  // The document is dirty only with accepted fills: nothing holds the page back.
  await page.reload();
  await expect(editor.button('Open image').first()).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await editor.open(PHOTO);
  const before = readPng(await editor.exportPng());
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.number('Steps', 4);
  await editor.fill();
  await editor.pick('model');
  await editor.accept();
  const after = readPng(await editor.exportPng());
  expect(differingPixels(before, after).length).toBeGreaterThan(0);

  const second = await context.newPage();
  await second.goto(site.url);
  await expect(second.getByRole('button', { name: 'Open image', exact: true }).first()).toBeVisible();
});

test('"Works offline" is not said before runtime and pack are kept', async ({ editor, page }) => {
  await editor.goto();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await page.waitForTimeout(500);
  await expect(page.getByText('Works offline')).toBeHidden();
  const kept = await page.evaluate(async () => {
    const shell = (await caches.keys()).find((name) => name.startsWith('lacuna-shell-')) ?? '';
    const requests = await (await caches.open(shell)).keys();
    return requests.map(({ url }) => url).filter((url) => /\/(models|runtime)\//.test(url));
  });
  expect(kept, 'the shell holds neither runtime nor packs').toEqual([]);
});
