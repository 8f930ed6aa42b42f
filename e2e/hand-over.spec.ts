import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { test } from './support/nano-test.ts';
import { readPng } from './support/pixels.ts';

// Pictures in and out by every way but the file dialog.

const PHOTO = 'e2e/fixtures/images/photo.jpg';
const photo = async () => (await readFile(PHOTO)).toString('base64');

test('a copied picture is a PNG of the whole picture; a pasted one opens', async ({
  editor,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.goto();
  await editor.open(PHOTO);
  const exported = readPng(await editor.exportPng());
  await editor.canvas.focus();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied: paste it wherever you like.')).toBeVisible();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item?.getType('image/png');
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  });
  const { width, height } = readPng(Uint8Array.from(copied));
  expect([width, height]).toEqual([exported.width, exported.height]);

  await page.reload();
  await expect(editor.button('Open image')).toBeVisible();
  await page.keyboard.press('Control+v');
  await expect(editor.button('Export')).toBeEnabled();
});

test('a shared picture comes through the service worker, once', async ({ editor, page }) => {
  await editor.goto();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const address = await page.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const form = new FormData();
      form.append('picture', new File([bytes], 'Grüße.jpg', { type: 'image/jpeg' }));
      return (await fetch('shared/', { method: 'POST', body: form })).url;
    },
    await photo(),
  );
  expect(address).toContain('?shared=');
  await page.goto(address);
  await expect(editor.button('Export')).toBeEnabled();
  await expect(page.getByText('Grüße.jpg')).toBeVisible();
  expect(page.url(), 'a reload does not ask again').not.toContain('shared');
  await page.goto(address);
  await expect(page.getByText(/shared picture/)).toBeVisible();
});

test('a file opened with the installed app comes in', async ({ editor, page }) => {
  await page.addInitScript(
    (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const handle = { getFile: async () => new File([bytes], 'from-the-desk.jpg', { type: 'image/jpeg' }) };
      Object.defineProperty(window, 'launchQueue', {
        value: { setConsumer: (consume: (launch: object) => void) => consume({ files: [handle] }) },
      });
    },
    await photo(),
  );
  await editor.goto();
  await expect(editor.button('Export')).toBeEnabled();
  await expect(page.getByText('from-the-desk.jpg')).toBeVisible();
});

test('the share sheet gets the picture; a share that comes too late is ready at the next press', async ({
  editor,
  page,
}) => {
  await page.addInitScript(() => {
    const shared: string[] = [];
    Object.assign(window, { shared });
    navigator.canShare = () => true;
    navigator.share = async (data) => {
      shared.push(data?.files?.[0]?.name ?? '');
      if (shared.length === 1) throw new DOMException('too late', 'NotAllowedError');
    };
  });
  await editor.goto();
  await editor.open(PHOTO);
  const share = async () => {
    await page.getByLabel('More ways to save').click();
    await editor.button('Share').click();
  };
  await share();
  await expect(page.getByText('Ready. Press Share once more.')).toBeVisible();
  await share();
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { shared: string[] }).shared))
    .toEqual(['photo-lacuna.png', 'photo-lacuna.png']);
});
