import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openManager, row, test } from './support/models.ts';
import { PHOTO } from './support/work.ts';

test('an eraser has the first word of a removal, and another model goes on from there', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await openManager(page);
  await page.getByTestId('model-zip-input').setInputFiles(join('e2e', 'packs', 'layouts', 'eraser.zip'));
  await expect(row(page, 'eraser')).toContainText('Ready', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.fill();
  await expect(editor.fillButton).toBeVisible({ timeout: 90_000 });
  const options = editor.candidates.getByRole('option');
  await expect(options).toHaveCount(4);
  await expect(options.nth(1), 'the picture’s own pixels as the eraser drew are on show').toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.getByText('How it was made').click();
  const stages = page.locator('.candidate-info ol');
  await expect(stages).toContainText('Eraser model1 step');
  await expect(page.locator('.candidate-info')).toContainText('stored:');
  await editor.pick('model');
  await expect(stages.getByRole('listitem').first()).toHaveText('Eraser model');
  await expect(stages).not.toContainText('1 step');
  await expect(page.locator('.candidate-info')).not.toContainText('stored:');
  await editor.accept();

  // Where something new is asked for, an eraser has nothing to say.
  await page.getByRole('radio', { name: 'Fill', exact: true }).check({ force: true });
  await editor.drag({ x: 0.27, y: 0.5 }, { x: 0.33, y: 0.5 });
  await editor.fill();
  await expect(editor.fillButton).toBeVisible({ timeout: 90_000 });
  await expect(options).toHaveCount(2);
});
