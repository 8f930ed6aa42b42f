import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { en } from '../../src/i18n/en.ts';
import type { EditorPage } from '../support/editor-page.ts';
import { brokenFiles, type HostileFile, hostileFiles } from '../support/hostile-packs.ts';
import { filesBelow } from '../support/hub-server.ts';
import { openManager, row, TOLD, test } from '../support/models.ts';
import { expectRecovered, prepareWork } from '../support/work.ts';

// Models that lie, brought as a person brings them: refused where they are taken in or where they are to run, with the
// catalogue's own sentence, and the next good model runs.

test.beforeEach(({ guard }) => guard.allow(TOLD));

/** The nano pack with one file replaced, and nothing that says how long that file is. */
async function archiveOf({ path, body }: HostileFile): Promise<Buffer> {
  const files = await filesBelow(join('e2e', 'packs', 'nano'));
  files.delete('goldens.json');
  files.delete('lacuna.json');
  files.set(path, Buffer.from(body));
  const entries = Object.fromEntries([...files].map(([name, bytes]) => [name, new Uint8Array(bytes)]));
  return Buffer.from(zipSync(entries, { level: 1 }));
}

/** Takes a hostile model in, and where that works, lets it fill. It must be refused either way. */
async function expectRefused(editor: EditorPage, file: HostileFile, name: string): Promise<void> {
  const { page } = editor;
  await openManager(page);
  const model = row(page, name);
  const refused = page.getByRole('alert').filter({ hasText: /\w/ });
  await page.getByTestId('model-zip-input').setInputFiles({
    name: `${name}.zip`,
    mimeType: 'application/zip',
    buffer: await archiveOf(file),
  });
  await expect(model.filter({ hasText: 'Ready' }).or(refused)).toBeVisible({ timeout: 60_000 });
  if (await refused.isHidden()) {
    await model.getByRole('button', { name: 'Use' }).click();
    await page.keyboard.press('Escape');
    await editor.fillButton.click();
    await expect(refused).toBeVisible({ timeout: 60_000 });
    await expect(editor.fillButton).toBeVisible();
    await expect(editor.button('Accept')).toBeHidden();
  } else await page.keyboard.press('Escape');
  const sentences = file.codes.map((code) => en[`error.${code}` as keyof typeof en]);
  expect(sentences).toContain(await refused.locator('p').first().textContent());
  await refused.getByRole('button').last().click();
  await expect(refused).toBeHidden();
}

async function chooseGood(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Model', exact: true }).selectOption('nano');
}

for (const file of hostileFiles()) {
  test(`X10 ${file.what} (${file.path}): refused, nothing lost, a good model runs`, async ({
    editor,
    page,
  }) => {
    await editor.goto();
    const work = await prepareWork(editor);
    await expectRefused(editor, file, 'hostile');
    await chooseGood(page);
    await expectRecovered(editor, work);
  });
}

for (const file of brokenFiles()) {
  test(`${file.what}: thrown away and told, nothing pasted, a good model runs`, async ({ editor, page }) => {
    await editor.goto();
    const work = await prepareWork(editor);
    await expectRefused(editor, file, 'broken');
    await expect(editor.candidates).toBeHidden();
    await chooseGood(page);
    await expectRecovered(editor, work);
  });
}

test('X10 one hostile model after another: the good one after them runs', async ({ editor, page }) => {
  await editor.goto();
  const work = await prepareWork(editor);
  for (const [k, file] of hostileFiles().entries()) await expectRefused(editor, file, `hostile-${k}`);
  await chooseGood(page);
  await expectRecovered(editor, work);
});
