import { readFile, writeFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { PHONE } from '../scripts/fixtures/phone-exif.mjs';
import { EditorPage } from './support/editor-page.ts';
import { test } from './support/nano-test.ts';
import { prepareWork } from './support/work.ts';

/** Opens "Export as", sets it up, saves; gives the file. */
async function exportAs(
  editor: EditorPage,
  format: 'PNG' | 'JPEG' | 'WebP',
  along: readonly string[] = [],
): Promise<{ name: string; bytes: Buffer }> {
  const { page } = editor;
  await page.getByLabel('More ways to save').click();
  await page.getByRole('button', { name: 'Export as…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export as' });
  await dialog.getByRole('radio', { name: format, exact: true }).check({ force: true });
  for (const label of along) await dialog.getByRole('checkbox', { name: label }).check();
  await expect(dialog.getByText(/about [\d.,]+ MB/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Size and a pixel near the middle, as the browser itself shows the file, in its own colours. */
function shown(page: Page, bytes: Buffer): Promise<{ width: number; height: number; middle: number[] }> {
  return page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([data]));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace: 'display-p3' });
    context?.drawImage(bitmap, 0, 0);
    const middle = context?.getImageData(width >> 1, height >> 1, 1, 1).data ?? [];
    return { width, height, middle: [...middle] };
  }, bytes.toString('base64'));
}

test('a PNG that came unasked from a JPEG offers the JPEG, which Export writes from then on', async ({
  editor,
  page,
}) => {
  const saved = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    return download.suggestedFilename();
  };
  await editor.goto();
  await editor.open('e2e/fixtures/images/p3.jpg');
  expect(await saved(() => editor.button('Export').click())).toBe('p3-lacuna.png');
  expect(await saved(() => editor.button('Save as JPEG too').click())).toBe('p3-lacuna.jpg');
  await expect(page.getByText('every pixel may differ a little')).toBeVisible();
  await expect(editor.button('Save as JPEG too')).toBeHidden();
  await page.reload();
  await editor.open('e2e/fixtures/images/p3.jpg');
  await expect(editor.button('Export')).toHaveAttribute('title', /as JPEG/);
  expect(await saved(() => editor.button('Export').click())).toBe('p3-lacuna.jpg');
});

/** Where metadata of any kind begins in these formats. */
const MARKS = [
  'Exif',
  'EXIF',
  'eXIf',
  'XMP ',
  'http://ns.adobe.com/xap',
  'tEXt',
  'iTXt',
  'zTXt',
  'Photoshop',
];

/** Beginnings of Exif entries, as the fixture has them: tag, type, count. */
const NEVER_KEPT = {
  orientation: Buffer.of(0x01, 0x12, 0, 3, 0, 0, 0, 1),
  'GPS directory': Buffer.of(0x88, 0x25, 0, 4, 0, 0, 0, 1),
  'place of the thumbnail': Buffer.of(0x02, 0x01, 0, 4, 0, 0, 0, 1),
};

const text = (bytes: Buffer) => bytes.toString('latin1');

for (const format of ['JPEG', 'WebP', 'PNG'] as const) {
  test(`${format} keeps the colours of a Display P3 photograph`, async ({ editor, page }) => {
    await editor.goto();
    await editor.open('e2e/fixtures/images/p3.jpg');
    const { name, bytes } = await exportAs(editor, format);
    expect(name).toBe(`p3-lacuna.${format === 'JPEG' ? 'jpg' : format.toLowerCase()}`);
    const before = await shown(page, await readFile('e2e/fixtures/images/p3.jpg'));
    const after = await shown(page, bytes);
    expect([after.width, after.height]).toEqual([before.width, before.height]);
    for (const [channel, value] of after.middle.entries()) {
      expect(Math.abs(value - (before.middle[channel] as number)), `channel ${channel}`).toBeLessThan(12);
    }
  });

  test(`${format} says nothing of camera, person or place; on request make and model, and no more`, async ({
    editor,
    page,
  }) => {
    const phone = await readFile('e2e/fixtures/images/phone.jpg');
    for (const secret of Object.values(PHONE.secrets)) expect(text(phone)).toContain(secret);
    await editor.goto();
    await editor.open('e2e/fixtures/images/phone.jpg');
    const upright = await shown(page, phone);
    for (const along of [[], ['Camera data']]) {
      const { bytes } = await exportAs(editor, format, along);
      const isAsked = along.length > 0;
      expect(text(bytes).includes(PHONE.make), 'make').toBe(isAsked);
      expect(text(bytes).includes(PHONE.model), 'model').toBe(isAsked);
      for (const [what, secret] of Object.entries(PHONE.secrets))
        expect(text(bytes).includes(secret), what).toBe(false);
      for (const [what, entry] of Object.entries(NEVER_KEPT)) expect(bytes.includes(entry), what).toBe(false);
      if (!isAsked) for (const mark of MARKS) expect(text(bytes), 'metadata of any kind').not.toContain(mark);
      const after = await shown(page, bytes);
      expect([after.width, after.height], 'upright, once').toEqual([upright.width, upright.height]);
      for (const [channel, value] of after.middle.entries()) {
        expect(Math.abs(value - (upright.middle[channel] as number)), 'upright, once').toBeLessThan(12);
      }
    }
  });
}

test('Export calls for a press while a kept fill is in no file', async ({ editor }) => {
  await editor.goto();
  await prepareWork(editor);
  const main = editor.button('Export');
  const calling = /button-accent/;
  await expect(main).not.toHaveClass(calling);
  await editor.number('Steps', 2);
  await editor.fill();
  await editor.accept();
  await expect(main).toHaveClass(calling);
  await editor.exportPng();
  await expect(main).not.toHaveClass(calling);
  await editor.button('Undo').click();
  await editor.button('Redo').click();
  await expect(main, 'what a file holds is taken back and done again').not.toHaveClass(calling);
});

test('a press between the items of the menu, or on one that is off, leaves page and menu as they are', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open('e2e/fixtures/images/rotated.jpg');
  await page.getByLabel('More ways to save').click();
  const off = editor.button('Save mask as PNG');
  await expect(off).toBeDisabled();
  // The menu's edge, then the item.
  for (const x of [-2, 20]) await off.click({ position: { x, y: 10 }, force: true });
  await expect(editor.button('Save project')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.button('Save project')).toBeHidden();
});

test('a turned phone picture is upright in every format, once', async ({ editor, page }) => {
  await editor.goto();
  await editor.open('e2e/fixtures/images/rotated.jpg');
  const upright = await shown(page, await readFile('e2e/fixtures/images/rotated.jpg'));
  for (const format of ['PNG', 'JPEG', 'WebP'] as const) {
    const { bytes } = await exportAs(editor, format, ['Camera data']);
    expect(await shown(page, bytes)).toMatchObject({ width: upright.width, height: upright.height });
  }
});

test('prompt and settings travel in a PNG on request, and opening it brings them back', async ({
  editor,
  page,
}, info) => {
  await editor.goto();
  await prepareWork(editor);
  await editor.number('Steps', 3);
  await editor.number('Seed', 77);
  await editor.number('Guidance', 2.5);
  await editor.number('Mask grow', 12);
  await editor.number('Feather', 6);
  await page.getByRole('combobox', { name: 'Sampler', exact: true }).selectOption('Euler');
  await editor.fill();
  await editor.accept();
  const { bytes } = await exportAs(editor, 'PNG', ['Prompt and settings']);
  expect(text(bytes)).toMatch(
    /parameters\0a red apple\nSteps: 3, Sampler: .*Seed: 77, .*Model hash: [0-9a-f]{10}/,
  );
  const path = info.outputPath('with-settings.png');
  await writeFile(path, bytes);
  const settings = await editor.settings();
  expect(settings).toMatchObject({ Steps: '3', Seed: '77', Guidance: '2.5', Sampler: 'euler' });
  // A visit that remembers nothing of this one.
  await page.evaluate(() => localStorage.clear());

  const other = new EditorPage(await page.context().newPage(), editor.url);
  await other.goto();
  await other.open(path);
  await expect(other.page.getByText('Prompt and settings were taken over')).toBeVisible();
  await expect(other.page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue('a red apple');
  expect(await other.settings()).toEqual(settings);
});

test('other editors get the picture and a layer for each fill', async ({ editor, page }) => {
  await editor.goto();
  await prepareWork(editor);
  await editor.number('Steps', 2);
  await editor.fill();
  await editor.accept();
  await page.getByLabel('More ways to save').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export layers (OpenRaster)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('held-out-lacuna.ora');
  const bytes = await readFile(await download.path());
  // OpenRaster is told by its first entry: stored, named `mimetype`.
  expect(text(bytes.subarray(30, 54))).toBe('mimetypeimage/openraster');
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['stack.xml', 'data/picture.png', 'data/fill-1.png', 'mergedimage.png']),
  );
  const stack = new TextDecoder().decode(files['stack.xml']);
  expect(stack.indexOf('fill-1.png')).toBeLessThan(stack.indexOf('picture.png'));
});

/** A browser whose canvas writes no WebP: it answers with PNG, as the standard says. */
const NO_WEBP = `{
  const { toDataURL } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.toDataURL = function (type, quality) {
    return toDataURL.call(this, type === 'image/webp' ? 'image/png' : type, quality);
  };
}
`;

test('WebP is not offered where the browser cannot write it, nor taken up from an earlier visit', async ({
  editor,
  page,
}) => {
  await page.addInitScript(NO_WEBP);
  await page.addInitScript(() =>
    localStorage.setItem('lacuna.export', JSON.stringify({ format: 'webp', isChosen: true })),
  );
  await editor.goto();
  await editor.open('e2e/fixtures/images/alpha.webp');
  await expect(editor.button('Export')).toHaveAttribute('title', /as PNG/);
  await page.getByLabel('More ways to save').click();
  await expect(page.getByRole('button', { name: /WebP/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Export as…' }).click();
  const formats = page.getByRole('dialog', { name: 'Export as' }).getByRole('radio');
  await expect(formats).toHaveCount(2);
  await page.getByRole('button', { name: 'Cancel' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), editor.button('Export').click()]);
  expect(download.suggestedFilename()).toBe('alpha-lacuna.png');
});
