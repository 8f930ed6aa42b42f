import { expect } from '@playwright/test';
import { test } from './support/nano-test.ts';
import { PHOTO } from './support/work.ts';

test('more like these joins the strip with new seeds; each tells how it was made', async ({
  context,
  editor,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.goto();
  await editor.open(PHOTO);
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.number('Seed', 77);
  await editor.fill();
  const options = editor.candidates.getByRole('option');
  await expect(options).toHaveCount(2);
  await editor.pick('model');
  await editor.button('More like this one').click();
  await expect(options).toHaveCount(3, { timeout: 60_000 });
  await expect(editor.fillButton).toBeVisible({ timeout: 60_000 });
  await options.last().click();
  await page.getByText('How it was made').click();
  await editor.button('Copy seed').click();
  await expect(page.getByText('Seed 78 copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('78');

  // The one on show goes, its neighbour takes its place, the others stay.
  await editor.button('Discard').click();
  await expect(options).toHaveCount(2);
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await page.getByText('Not quite right?').click();
  await expect(page.getByText('Press + for another round')).toBeVisible();

  await editor.candidates.focus();
  await page.keyboard.press('Home');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(editor.button('Accept')).toBeHidden();
  await expect(editor.button('Undo')).toBeEnabled();
});

test('Remove fills when the pointer lifts, if a person wants that, and remembers it', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await page.getByRole('checkbox', { name: 'Remove when the stroke ends' }).check();
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await expect(editor.button('Accept')).toBeVisible({ timeout: 60_000 });
  await expect(editor.fillButton).toBeVisible({ timeout: 60_000 });
  await editor.accept();
  await page.reload();
  await editor.open(PHOTO);
  await expect(page.getByRole('checkbox', { name: 'Remove when the stroke ends' })).toBeChecked();
});

test('Refine with nothing painted says so and offers the whole picture', async ({ editor, page }) => {
  await editor.goto();
  await editor.open(PHOTO);
  await page.getByRole('radio', { name: 'Refine', exact: true }).check({ force: true });
  await editor.fillButton.click();
  await expect(page.getByRole('alert')).toContainText('Refine works on what is painted');
  await editor.button('Paint the whole picture').click();
  await expect(page.getByRole('alert')).toBeEmpty();
  await expect(editor.button('Clear mask')).toBeEnabled();
  await editor.button('Undo').click();
  await expect(editor.button('Clear mask')).toBeDisabled();
});

test('words of the model are chosen with the keyboard, unknown ones are underlined', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await page.getByRole('radio', { name: 'Add', exact: true }).check({ force: true });
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  const words = page.getByRole('listbox', { name: 'Words it knows' });
  await expect(words.getByRole('option').first()).toBeVisible({ timeout: 30_000 });
  await prompt.fill('a zzz ');
  await expect(page.locator('[data-mark="unknown"]')).toHaveText('zzz');
  await prompt.press('ArrowDown');
  await prompt.press('ArrowDown');
  const second = words.getByRole('option').nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expect(prompt).toBeFocused();
  const word = (await second.textContent()) ?? '';
  await prompt.press('Enter');
  await expect(prompt).toHaveValue(new RegExp(`^a ${word}\\s*$`));
  await expect(page.locator('[data-mark="unknown"]')).toHaveCount(0);
  await prompt.press('ArrowDown');
  await prompt.press('Escape');
  await expect(words.locator('[aria-selected="true"]')).toHaveCount(0);
});
