import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { en } from '../src/i18n/en.ts';
import { test } from './support/test.ts';

const NEXT = '0123456789abcdef';

/** The built service worker and its release. */
function built(): { readonly source: string; readonly version: string } {
  const source = readFileSync('dist/sw.js', 'utf8');
  return { source, version: /version:[`"']([0-9a-f]{16})/.exec(source)?.[1] ?? '' };
}

/** The shells in Cache Storage, by release. */
function shells(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys();
    return names.filter((name) => name.startsWith('lacuna-shell-')).map((name) => name.slice(13));
  });
}

async function waitForControl(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

async function checkForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
}

test('a new release waits, is offered, and takes over only when asked', async ({ editor, page, site }) => {
  await editor.goto();
  await waitForControl(page);
  const { source, version } = built();
  expect(await shells(page)).toEqual([version]);
  let loads = 0;
  page.on('load', () => loads++);

  site.overrides.set('/sw.js', { status: 200, body: source.replaceAll(version, NEXT) });
  await checkForUpdate(page);
  const offer = page.getByRole('button', { name: 'A new version is ready' });
  await expect(offer).toBeVisible();
  await page.waitForTimeout(500);
  expect(loads, 'the open page is left alone').toBe(0);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)).toBe(true);

  await offer.click();
  await expect.poll(() => loads).toBe(1);
  await expect(offer).toBeHidden();
  await waitForControl(page);
  // The release before stays for pages that are still open.
  expect((await shells(page)).sort()).toEqual([NEXT, version].sort());
  await expect(editor.button('Open image').first()).toBeVisible();
});

test('a broken release never takes over', async ({ editor, guard, page, site }) => {
  guard.allow(/404/);
  await editor.goto();
  await waitForControl(page);
  const { source, version } = built();
  const broken = source.replaceAll(version, NEXT).replace(/url:([`"'])assets\//, 'url:$1assets/missing-');
  expect(broken).toContain('assets/missing-');
  site.overrides.set('/sw.js', { status: 200, body: broken });
  await checkForUpdate(page).catch(() => undefined);
  await page.waitForTimeout(1000);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
  await expect(page.getByRole('button', { name: 'A new version is ready' })).toBeHidden();
  await page.reload();
  await expect(editor.button('Open image').first()).toBeVisible();
});

test('a new release waits while a picture is open and filled, and the page says so', async ({
  editor,
  page,
  site,
}) => {
  await editor.goto();
  await waitForControl(page);
  const { source, version } = built();
  let loads = 0;
  page.on('load', () => loads++);
  await editor.open('e2e/fixtures/images/photo.jpg');
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.number('Steps', 150);
  await editor.fillButton.click();
  await expect(editor.button('Cancel')).toBeVisible();
  site.overrides.set('/sw.js', { status: 200, body: source.replaceAll(version, NEXT) });
  await checkForUpdate(page);
  await expect(page.getByText(en['status.updateLater'])).toBeVisible();
  await expect(page.getByRole('button', { name: 'A new version is ready' })).toBeHidden();
  await page.waitForTimeout(500);
  expect(loads).toBe(0);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)).toBe(true);
  await expect(editor.button('Cancel'), 'the fill goes on').toBeVisible();
  await editor.button('Cancel').click();
  await expect(editor.fillButton).toBeVisible();
});
