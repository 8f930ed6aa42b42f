import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './support/test.ts';

/** Serious and critical findings, each with the elements it is about. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('start page and editor have no serious accessibility findings', async ({ editor, page }) => {
      await editor.goto();
      expect(await findings(page)).toEqual([]);
      await editor.open('e2e/fixtures/images/photo.jpg');
      await page.getByText('Advanced', { exact: true }).click();
      expect(await findings(page)).toEqual([]);
    });
  });
}
