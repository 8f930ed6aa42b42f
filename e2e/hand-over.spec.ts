import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
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

/** Drags something off its place and lets go over the canvas; the file that the drag handed out, null where none began. */
async function dragOut(page: Page, what: Locator): Promise<{ name: string; bytes: Uint8Array } | null> {
  await page.evaluate(() => {
    const state = window as unknown as { dragged: object | null };
    state.dragged = null;
    const read = async ({ dataTransfer, defaultPrevented }: DragEvent) => {
      const file = dataTransfer?.files[0];
      if (defaultPrevented || !file) return;
      const url = dataTransfer.getData('DownloadURL');
      const bytes = [...new Uint8Array(await file.arrayBuffer())];
      state.dragged = { name: file.name, isOffered: url.startsWith(`image/png:${file.name}:blob:`), bytes };
    };
    addEventListener('dragstart', (event) => void read(event), { once: true });
  });
  const box = await what.boundingBox();
  if (!box) throw new Error('nothing to drag');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 40, box.y + 200, { steps: 4 });
  await page.mouse.move(box.x - 300, box.y + 200, { steps: 4 });
  await page.mouse.up();
  const dragged = await page.evaluate(
    () => (window as unknown as { dragged: { name: string; isOffered: boolean; bytes: number[] } }).dragged,
  );
  if (!dragged) return null;
  expect(dragged.isOffered, 'to folders and other programs too').toBe(true);
  return { name: dragged.name, bytes: Uint8Array.from(dragged.bytes) };
}

test('the picture and a candidate can be dragged out as files; let go over the page they open nothing', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.fill();
  const option = editor.candidates.getByRole('option').first();
  const piece = await dragOut(page, option);
  expect(piece?.name).toMatch(/-candidate-1\.png$/);
  expect(readPng(piece?.bytes ?? new Uint8Array()).width).toBeGreaterThan(20);
  await editor.accept();
  expect(await dragOut(page, editor.button('Export')), 'not written yet').toBeNull();
  await expect(page.getByText('Ready. Drag it out once more.')).toBeVisible();
  const whole = await dragOut(page, editor.button('Export'));
  expect(whole?.bytes).toEqual(Uint8Array.from(await editor.exportPng()));
  await expect(page.getByRole('list', { name: 'Fills' }), 'the same document is open').toBeVisible();
});
