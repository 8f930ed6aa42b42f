import { expect } from '@playwright/test';
import { test } from './support/test.ts';

test.describe('in a German browser', () => {
  test.use({ locale: 'de-AT' });

  test('the page is German until English is chosen, and then stays English; the work stays', async ({
    page,
    editor,
  }) => {
    await page.goto(editor.url);
    await expect(page.getByRole('button', { name: 'Bild öffnen' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page).toHaveTitle(/Bilder/);
    await page.waitForFunction(() => crossOriginIsolated);
    await page.getByTestId('open-input').setInputFiles('e2e/fixtures/images/photo.jpg');
    await expect(page.getByRole('button', { name: 'Exportieren' })).toBeEnabled();
    await expect(editor.canvas).toHaveAttribute('aria-label', 'Arbeitsfläche');
    await editor.drag({ x: 0.4, y: 0.4 }, { x: 0.6, y: 0.6 });
    await expect(page.getByRole('button', { name: 'Maske löschen' })).toBeEnabled();

    await page.getByRole('button', { name: 'Einstellungen', exact: true }).click();
    await page.getByRole('radio', { name: 'English' }).check();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(editor.canvas).toHaveAttribute('aria-label', 'Image canvas');
    await editor.button('Undo').click();
    await expect(editor.button('Clear mask')).toBeDisabled();
    await expect(editor.button('Export')).toBeEnabled();

    await page.reload();
    await expect(editor.button('Open image')).toBeVisible();
  });
});
