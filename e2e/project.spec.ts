import { writeFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { unzipSync } from 'fflate';
import { test } from './support/nano-test.ts';
import { expectAlert, expectRecovered, prepareWork, readWork } from './support/work.ts';

test('a project file opens again with picture, fill, mask and settings as they were', async ({
  editor,
  page,
}, info) => {
  await editor.goto();
  await prepareWork(editor);
  await editor.number('Steps', 2);
  await editor.number('Guidance', 2.5);
  await editor.number('Strength', 0.9);
  await editor.number('Seed', 77);
  await editor.number('Mask grow', 12);
  await editor.number('Feather', 6);
  await page.getByRole('combobox', { name: 'Sampler', exact: true }).selectOption('Euler');
  await page.getByRole('textbox', { name: 'Negative prompt', exact: true }).fill('blur');
  await editor.fill();
  await editor.accept();
  await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
  const work = await readWork(editor);
  const settings = await editor.settings();
  expect(settings).toMatchObject({ Steps: '2', Guidance: '2.5', Seed: '77', Sampler: 'euler' });
  const path = info.outputPath('held-out.lacuna');
  const bytes = await editor.saveProject('held-out.lacuna');
  await writeFile(path, bytes);
  expect(Object.keys(unzipSync(bytes))).toContain('fills/0/patch.png');

  // A visit that remembers nothing of this one.
  await page.evaluate(() => localStorage.clear());
  await page.goto('about:blank');
  await editor.goto();
  await page.getByTestId('open-input').setInputFiles(path);
  await expect(editor.button('Export')).toBeEnabled();
  expect(await readWork(editor)).toEqual(work);
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue('a red apple');
  await expect(page.getByRole('radio', { name: 'Add', exact: true })).toBeChecked();
  expect(await editor.settings()).toEqual(settings);
  await expect(page.getByRole('list', { name: 'Fills' }).getByRole('listitem')).toHaveCount(1);
  await expect(editor.button('Undo')).toBeDisabled();
});

test('a damaged project: told, and the open picture is as it was', async ({ editor, guard, page }, info) => {
  guard.allow(/LacunaError/);
  await editor.goto();
  const work = await prepareWork(editor);
  const bytes = await editor.saveProject('held-out.lacuna');
  const path = info.outputPath('damaged.lacuna');
  await writeFile(path, bytes.slice(0, bytes.length / 2));
  await page.getByTestId('open-input').setInputFiles(path);
  await expectAlert(page, 'error.project-damaged');
  await writeFile(path, Buffer.concat([bytes.slice(0, 4), Buffer.alloc(5000, 7)]));
  await page.getByTestId('open-input').setInputFiles(path);
  await expectAlert(page, 'error.project-damaged');
  await expectRecovered(editor, work);
});
