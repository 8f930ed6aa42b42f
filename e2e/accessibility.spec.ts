import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { de } from '../src/i18n/de.ts';
import { en } from '../src/i18n/en.ts';
import type { EditorPage } from './support/editor-page.ts';
import { test } from './support/nano-test.ts';

type Texts = { readonly [Key in keyof typeof en]: (typeof de)[Key] };

/** Serious and critical findings, each with the elements it is about. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Every screen from the first to a kept result, looked at by axe. */
async function everyScreen(editor: EditorPage, texts: Texts, phone: boolean): Promise<void> {
  const { page } = editor;
  const look = async (screen: string) => expect(await findings(page), screen).toEqual([]);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const intent = async (name: string) =>
    page.getByRole('radio', { name, exact: true }).check({ force: true });

  await page.goto(editor.url);
  await page.waitForFunction(() => crossOriginIsolated);
  await expect(button(texts['open.button'])).toBeVisible();
  await look('start');
  await button(texts['settings.button']).click();
  await expect(page.getByRole('dialog', { name: texts['settings.button'] })).toBeVisible();
  await look('settings');
  await page.keyboard.press('Escape');

  await page.getByTestId('open-input').setInputFiles('e2e/fixtures/held-out.jpg');
  await expect(button(texts['export.button'])).toBeEnabled();
  await look('a picture and the first hint');
  if (phone) await button(texts['app.sheet']).click();
  for (const name of ['intent.add', 'intent.refine', 'intent.expand'] as const) {
    await intent(texts[name]);
    await look(name);
  }
  await intent(texts['intent.remove']);
  if (!phone) await page.getByText(texts['advanced.label'], { exact: true }).click();
  await look('advanced');
  if (phone) await button(texts['app.sheet']).click();
  else {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: texts['shortcut.title'] })).toBeVisible();
    await look('shortcuts');
    await page.keyboard.press('Escape');
  }

  await button(texts['run.fill']).click();
  await expect(page.getByRole('alert').getByText(texts['error.mask-empty'])).toBeVisible();
  await look('an error');
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
  await button(texts['run.fill']).click();
  await expect(button(texts['candidates.accept'])).toBeVisible({ timeout: 60_000 });
  await expect(button(texts['run.fill'])).toBeVisible({ timeout: 60_000 });
  await look('candidates');
  await button(texts['candidates.accept']).click();
  await expect(button(texts['history.undo'])).toBeEnabled();
  await look('a kept fill');
  await page.getByTestId('open-input').setInputFiles('e2e/fixtures/images/photo.jpg');
  await expect(page.getByRole('dialog', { name: texts['open.replaceTitle'] })).toBeVisible();
  await look('a question');
}

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const LOOKS = [
  { name: 'light', texts: en, phone: false, use: { colorScheme: 'light', viewport: DESK } },
  {
    name: 'dark, German',
    texts: de,
    phone: false,
    use: { colorScheme: 'dark', viewport: DESK, locale: 'de-DE' },
  },
  {
    name: 'phone, dark',
    texts: en,
    phone: true,
    use: { colorScheme: 'dark', viewport: PHONE, hasTouch: true },
  },
  {
    name: 'phone, light, German',
    texts: de,
    phone: true,
    use: { colorScheme: 'light', viewport: PHONE, hasTouch: true, locale: 'de-DE' },
  },
] as const;

for (const { name, texts, phone, use } of LOOKS) {
  test.describe(name, () => {
    test.use(use);
    test('no screen has serious accessibility findings', ({ editor }) => everyScreen(editor, texts, phone));
  });
}

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
  await expect(page.getByText('Now press Fill')).toBeHidden();
  await page.getByRole('radio', { name: 'Remove', exact: true }).check({ force: true });
  await expect(page.getByText('Now press Fill')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(editor.button('Accept')).toBeVisible({ timeout: 60_000 });
  await expect(editor.fillButton).toBeVisible({ timeout: 60_000 });
  await editor.button('Accept').focus();
  await page.keyboard.press('Enter');
  await expect(editor.button('Accept')).toBeHidden();
  await expect(editor.canvas).toBeFocused();
});
