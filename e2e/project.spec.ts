import { readFile, writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import type { EditorPage } from './support/editor-page.ts';
import { test } from './support/nano-test.ts';
import { expectAlert, expectRecovered, prepareWork, readWork } from './support/work.ts';

async function saveProject(editor: EditorPage): Promise<Uint8Array> {
  const { page } = editor;
  await page.getByLabel('More ways to save').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.menu').getByRole('button', { name: 'Save project' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('held-out.lacuna');
  return readFile(await download.path());
}

test('a project file opens again with picture, fill, mask and settings as they were', async ({
  editor,
  page,
}, info) => {
  await editor.goto();
  await prepareWork(editor);
  await editor.number('Steps', 2);
  await editor.fill();
  await editor.accept();
  await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
  const work = await readWork(editor);
  const path = info.outputPath('held-out.lacuna');
  const bytes = await saveProject(editor);
  await writeFile(path, bytes);
  expect(Object.keys(unzipSync(bytes))).toContain('fills/0/patch.png');

  await page.goto('about:blank');
  await editor.goto();
  await page.getByTestId('open-input').setInputFiles(path);
  await expect(editor.button('Export')).toBeEnabled();
  expect(await readWork(editor)).toEqual(work);
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue('a red apple');
  await expect(page.getByRole('list', { name: 'Fills' }).getByRole('listitem')).toHaveCount(1);
  await expect(editor.button('Undo')).toBeDisabled();
});

test('a damaged project: told, and the open picture is as it was', async ({ editor, guard, page }, info) => {
  guard.allow(/LacunaError/);
  await editor.goto();
  const work = await prepareWork(editor);
  const bytes = await saveProject(editor);
  const path = info.outputPath('damaged.lacuna');
  await writeFile(path, bytes.slice(0, bytes.length / 2));
  await page.getByTestId('open-input').setInputFiles(path);
  await expectAlert(page, 'error.project-damaged');
  await writeFile(path, Buffer.concat([bytes.slice(0, 4), Buffer.alloc(5000, 7)]));
  await page.getByTestId('open-input').setInputFiles(path);
  await expectAlert(page, 'error.project-damaged');
  await expectRecovered(editor, work);
});
