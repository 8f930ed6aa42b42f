import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './support/nano-test.ts';
import { readPng } from './support/pixels.ts';
import { tiff } from './support/tiff.ts';
import { readWork } from './support/work.ts';

/** Lets go of a file over the page, as from a folder. */
async function drop(page: Page, bytes: Buffer, name: string, type: string): Promise<void> {
  await page.evaluate(
    ({ base64, name, type }) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name, { type }));
      for (const kind of ['dragover', 'drop']) {
        document.body.dispatchEvent(
          new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      }
    },
    { base64: bytes.toString('base64'), name, type },
  );
}

test('a TIFF opens with its own code values', async ({ editor, page }) => {
  const colour = (x: number, y: number) => [x * 3, y * 5, (x * y) % 256];
  await editor.goto();
  const file = { name: 'scan.tif', mimeType: 'image/tiff', buffer: tiff(70, 40, colour) };
  await page.getByTestId('open-input').setInputFiles(file);
  await expect(page.getByRole('contentinfo')).toContainText('70 × 40');
  const { width, channels, data } = readPng(await editor.exportPng());
  for (const [x, y] of [
    [0, 0],
    [69, 39],
    [33, 20],
  ] as const) {
    const at = (y * width + x) * channels;
    expect([...data.subarray(at, at + 3)]).toEqual(colour(x, y));
  }
});

test('16 bits a channel: it is said that an 8-bit copy is worked on, when opened and before it is saved', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open('e2e/fixtures/images/sixteen-bit.png');
  await expect(
    page.getByText('This file has 16 bits a channel. Lacuna works on an 8-bit copy.'),
  ).toBeVisible();
  await page.getByLabel('More ways to save').click();
  await page.getByRole('button', { name: 'Export as…' }).click();
  await expect(page.getByRole('dialog').getByText('This is an 8-bit working copy.')).toBeVisible();
});

test('a Display P3 photograph is shown on a canvas of its own colours', async ({ editor, page }) => {
  await editor.goto();
  const space = () =>
    page.evaluate(
      () =>
        document.querySelector<HTMLCanvasElement>('.editor-canvas')?.getContext('2d')?.getContextAttributes()
          .colorSpace,
    );
  await editor.open('e2e/fixtures/images/p3.jpg');
  await expect.poll(space).toBe('display-p3');
  await editor.open('e2e/fixtures/images/plain.png');
  await expect.poll(space).toBe('srgb');
});

test('a dropped picture opens; a dropped project too, and what is neither changes nothing', async ({
  editor,
  guard,
  page,
}) => {
  guard.allow(/LacunaError/);
  await editor.goto();
  await drop(page, await readFile('e2e/fixtures/images/plain.png'), 'dropped.png', 'image/png');
  await expect(editor.button('Export')).toBeEnabled();
  await expect(page.getByRole('contentinfo')).toContainText('64 × 48');
  await editor.tool('Rectangle');
  await editor.drag({ x: 0.4, y: 0.4 }, { x: 0.6, y: 0.6 });
  const before = await readWork(editor);
  const project = Buffer.from(await editor.saveProject('dropped.lacuna'));
  await drop(page, await readFile('e2e/fixtures/images/photo.jpg'), 'other.jpg', 'image/jpeg');
  await expect(page.getByRole('banner')).toContainText('other.jpg');
  await drop(page, project, 'dropped.lacuna', '');
  await expect(page.getByRole('banner')).toContainText('dropped.png');
  expect(await readWork(editor), 'the project’s picture and mask').toEqual(before);
  await drop(page, Buffer.from('no picture at all'), 'letter.txt', 'text/plain');
  await expect(page.getByRole('alert')).toContainText('not a picture');
  expect(await readWork(editor)).toEqual(before);
});

test('the samples are there once a picture is open, too', async ({ editor, page }) => {
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  await editor.button('Samples').click();
  await editor.button('Open sample: Blue sky: remove the kite').click();
  await expect(page.getByRole('banner')).toContainText('kite.jpg');
  await expect(editor.button('Clear mask'), 'its mask is painted').toBeEnabled();
});
