import { expect } from '@playwright/test';
import { en } from '../src/i18n/en.ts';
import { testEveryScreen } from './support/every-screen.ts';
import { test } from './support/nano-test.ts';

// The other journeys, and the phone, are in the long tests: they take minutes.
testEveryScreen({ name: 'desk', texts: en, phone: false, use: { viewport: { width: 1280, height: 800 } } }, [
  'intents',
  'advanced and models',
]);

test.describe('with the colours that the system forces', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('what is chosen still differs from what is not', async ({ editor, page }) => {
    await editor.goto();
    await editor.open('e2e/fixtures/held-out.jpg');
    const backgroundOf = (name: string) =>
      page
        .getByRole('radio', { name, exact: true })
        .locator('..')
        .evaluate((label) => getComputedStyle(label).backgroundColor);
    expect(await backgroundOf('Remove')).not.toBe(await backgroundOf('Fill'));
    const tool = (name: string) =>
      editor.button(name).evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(await tool('Brush')).not.toBe(await tool('Hand'));
  });
});

test('keys go on at the canvas after a sample was opened and after Accept', async ({ editor, page }) => {
  await editor.goto();
  const sample = page.getByRole('button', { name: /^Open sample/ }).first();
  await sample.focus();
  await page.keyboard.press('Enter');
  await expect(editor.button('Export')).toBeEnabled();
  await expect(editor.canvas).toBeFocused();
  await page.getByRole('radio', { name: 'Expand', exact: true }).check({ force: true });
  await expect(page.getByText('Now press Remove')).toBeHidden();
  await page.getByRole('radio', { name: 'Remove', exact: true }).check({ force: true });
  await expect(page.getByText('Now press Remove')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(editor.button('Accept')).toBeVisible({ timeout: 60_000 });
  await expect(editor.fillButton).toBeVisible({ timeout: 60_000 });
  await editor.button('Accept').focus();
  await page.keyboard.press('Enter');
  await expect(editor.button('Accept')).toBeHidden();
  await expect(editor.canvas).toBeFocused();
});
