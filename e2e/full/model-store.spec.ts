import { join } from 'node:path';
import { expect } from '@playwright/test';
import { differingPixels, readPng } from '../support/pixels.ts';
import { add, openManager, row, TOLD, test } from '../support/models.ts';
import { expectRecovered, PHOTO, prepareWork } from '../support/work.ts';

// What lies on the disk of a model that was brought: taken as it is, mended or tidied, and enough where no server is.

test.beforeEach(({ guard }) => {
  guard.allow(/request elsewhere/, TOLD);
});

test('D9 a file that is cut short on the disk never reaches the runtime: told, and Repair brings it back', async ({
  editor,
  hub,
  page,
}) => {
  await editor.goto();
  const work = await prepareWork(editor);
  await add(editor, hub, 'someone/bare');
  const model = row(page, 'someone/bare');
  await expect(model).toContainText('Ready', { timeout: 30_000 });
  await page.evaluate(shortenLargest);
  await model.getByRole('button', { name: 'Use' }).click();
  await page.keyboard.press('Escape');
  await editor.fillButton.click();
  await expect(page.getByRole('alert')).toContainText('A file of this model is damaged (unet/model.onnx)');
  await page.getByRole('alert').getByRole('button', { name: 'Manage models' }).click();
  await expect(model).toContainText('Damaged', { timeout: 30_000 });
  const before = hub.log.length;
  await model.getByRole('button', { name: 'Repair' }).click();
  await expect(model).toContainText('Ready', { timeout: 30_000 });
  expect(hub.log.slice(before).map(({ path }) => path)).toEqual(['unet/model.onnx']);
  await page.keyboard.press('Escape');
  await expectRecovered(editor, work);
});

test('D9 a file cut short of a model that came from this machine: told to import it again', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await prepareWork(editor);
  await openManager(page);
  const folder = page.getByTestId('model-folder-input');
  await folder.setInputFiles(join('e2e', 'packs', 'nano'));
  const model = row(page, 'Nano');
  await expect(model).toContainText('Ready', { timeout: 30_000 });
  await page.evaluate(shortenLargest);
  await model.getByRole('button', { name: 'Use' }).click();
  await page.keyboard.press('Escape');
  await editor.fillButton.click();
  await expect(page.getByRole('alert')).toContainText(
    'nano came from this machine and is not whole any more',
  );
  await page.getByRole('alert').getByRole('button', { name: 'Manage models' }).click();
  await expect(model).toContainText('Damaged', { timeout: 30_000 });
  await expect(model.getByRole('button', { name: 'Repair' })).toBeHidden();
  await folder.setInputFiles(join('e2e', 'packs', 'nano'));
  await expect(model).toContainText('Ready', { timeout: 30_000 });
});

test('D15 a model that was brought fills after a new start with no server anywhere', async ({
  editor,
  guard,
  hub,
  page,
  site,
}) => {
  guard.allow(/Failed to load resource: net::ERR_/);
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/bare');
  await expect(row(page, 'someone/bare')).toContainText('Ready', { timeout: 30_000 });
  await row(page, 'someone/bare').getByRole('button', { name: 'Use' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Works offline')).toBeVisible({ timeout: 30_000 });
  await site.close();
  await hub.close();
  await page.reload();
  await editor.open(PHOTO);
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  const before = readPng(await editor.exportPng());
  await editor.number('Steps', 2);
  const model = page.getByRole('combobox', { name: 'Model', exact: true });
  await expect(model).toHaveValue('stored:someone-bare');
  await editor.fill();
  await editor.pick('model');
  await editor.accept();
  expect(differingPixels(before, readPng(await editor.exportPng())).length).toBeGreaterThan(0);
});

test('what an import that was cut off has left behind goes away, and nothing else', async ({
  editor,
  hub,
  page,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/bare');
  await expect(row(page, 'someone/bare')).toContainText('Ready', { timeout: 30_000 });
  const before = await page.evaluate(storeNames);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const home = await root.getDirectoryHandle('lacuna-models');
    for (const [folder, name] of [
      ['partial', 'import--half'],
      ['files', 'f'.repeat(64)],
    ] as const) {
      const handle = await (await home.getDirectoryHandle(folder)).getFileHandle(name, { create: true });
      const writer = await handle.createWritable();
      await writer.write('left behind');
      await writer.close();
    }
  });
  expect(await page.evaluate(storeNames)).not.toEqual(before);
  await page.reload();
  await editor.open(PHOTO);
  await openManager(page);
  await expect(row(page, 'someone/bare')).toContainText('Ready');
  expect(await page.evaluate(storeNames)).toEqual(before);
});

/** Runs in the page: the largest file of the store keeps its first kilobyte. */
async function shortenLargest(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const files = await (await root.getDirectoryHandle('lacuna-models')).getDirectoryHandle('files');
  let largest: { readonly handle: FileSystemFileHandle; readonly size: number } | null = null;
  for await (const handle of files.values()) {
    if (handle.kind !== 'file') continue;
    const { size } = await (handle as FileSystemFileHandle).getFile();
    if (!largest || size > largest.size) largest = { handle: handle as FileSystemFileHandle, size };
  }
  const writer = await largest?.handle.createWritable({ keepExistingData: true });
  await writer?.truncate(1024);
  await writer?.close();
}

/** Runs in the page: the names of all files of the store. */
async function storeNames(): Promise<readonly string[]> {
  const root = await navigator.storage.getDirectory();
  const home = await root.getDirectoryHandle('lacuna-models');
  const names: string[] = [];
  for (const folder of ['records', 'files', 'partial', 'pins']) {
    for await (const name of (await home.getDirectoryHandle(folder)).keys()) names.push(`${folder}/${name}`);
  }
  return names.sort();
}
