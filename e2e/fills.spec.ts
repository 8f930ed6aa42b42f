import { expect } from '@playwright/test';
import type { EditorPage } from './support/editor-page.ts';
import { test } from './support/nano-test.ts';
import { PHOTO } from './support/work.ts';

async function picture(editor: EditorPage): Promise<string> {
  return Buffer.from(await editor.exportPng()).toString('base64');
}

test('what Heal painted is no fill to roll again, and is kept with the work', async ({ editor, page }) => {
  await editor.goto();
  await editor.open(PHOTO);
  await editor.tool('Heal');
  await page.keyboard.down('Alt');
  await editor.drag({ x: 0.35, y: 0.6 });
  await page.keyboard.up('Alt');
  await editor.drag({ x: 0.6, y: 0.5 }, { x: 0.7, y: 0.55 });
  await editor.button('Edit fill 1').click();
  await expect(editor.button('Delete fill')).toBeInViewport({ ratio: 1 });
  await expect(editor.button('Roll again')).toHaveCount(0);
  const work = await picture(editor);
  await expect(page.getByTestId('save-state')).toHaveText('Saved');
  await editor.goto();
  await editor.button('Continue held-out.jpg').click();
  await expect(page.getByRole('list', { name: 'Fills' })).toContainText('1. Heal');
  expect(await picture(editor)).toEqual(work);
  await editor.button('Edit fill 1').click();
  await expect(editor.button('Roll again')).toHaveCount(0);
});
