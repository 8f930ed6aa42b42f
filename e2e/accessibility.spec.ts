import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { de } from '../src/i18n/de.ts';
import { en } from '../src/i18n/en.ts';
import type { EditorPage } from './support/editor-page.ts';
import { test } from './support/nano-test.ts';

type Texts = { readonly [Key in keyof typeof en]: (typeof de)[Key] };

/** Serious and critical findings in both themes, each with the elements it is about. */
async function findings(page: Page): Promise<string[]> {
  const all = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  return [...all.violations, ...dark.violations]
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Controls in sight without a name, or that no line explains: neither text, nor tooltip, nor description. */
function unexplained(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, [role="slider"]')]
      .filter((control) => control.checkVisibility() && control.getAttribute('aria-hidden') !== 'true')
      .filter((control) => {
        const labels = control instanceof HTMLInputElement ? [...(control.labels ?? [])] : [];
        const around = [control, ...labels].flatMap((element) => [element.title, element.textContent ?? '']);
        const told = ['aria-label', 'aria-description', 'placeholder'].map((name) =>
          control.getAttribute(name),
        );
        return [...around, ...told].every((text) => !text?.trim());
      })
      .map((control) => control.outerHTML),
  );
}

/** Every screen from the first to a kept result, looked at by axe in light and dark. */
async function everyScreen(editor: EditorPage, texts: Texts, phone: boolean): Promise<void> {
  const { page } = editor;
  const look = async (screen: string) => {
    expect.soft(await findings(page), screen).toEqual([]);
    expect.soft(await unexplained(page), screen).toEqual([]);
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const choose = async (name: string) =>
    page.getByRole('radio', { name, exact: true }).check({ force: true });
  const dialog = async (screen: string, name: string) => {
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await look(screen);
    await page.keyboard.press('Escape');
  };
  const sheet = async () => phone && (await button(texts['app.sheet']).click());

  await page.goto(editor.url);
  await page.waitForFunction(() => crossOriginIsolated);
  await expect(button(texts['open.button'])).toBeVisible();
  await look('start');
  await button(texts['settings.button']).click();
  await dialog('settings', texts['settings.button']);
  await page.getByTestId('open-input').setInputFiles('e2e/fixtures/images/bad-truncated.png');
  await expect(page.getByRole('alert').getByText(texts['error.image-damaged'])).toBeVisible();
  await look('a picture that cannot be read');

  await page.getByTestId('open-input').setInputFiles('e2e/fixtures/held-out.jpg');
  await expect(button(texts['export.button'])).toBeEnabled();
  await look('a picture and the first hint');
  const tools = page.getByRole('toolbar', { name: texts['tools.label'] });
  for (const name of ['tools.hand', 'tools.rectangle', 'tools.wand', 'tools.clone'] as const) {
    await tools.getByRole('button', { name: texts[name], exact: true }).click();
    await look(name);
  }
  await tools.getByRole('button', { name: texts['tools.rectangle'], exact: true }).click();
  await button(texts['tools.numbersTitle']).click();
  await dialog('a shape in numbers', texts['tools.numbersTitle']);
  await tools.getByRole('button', { name: texts['tools.brush'], exact: true }).click();
  await button(texts['mask.menuTitle']).click();
  await dialog('what can be done to the mask', texts['mask.menuTitle']);

  await sheet();
  for (const name of ['intent.add', 'intent.refine', 'intent.expand'] as const) {
    await choose(texts[name]);
    await look(name);
  }
  await button(texts['expand.toScale'].replace('{times}', '2')).click();
  await look('twice as large, in steps');
  await button(texts['expand.clear']).click();
  await page.getByRole('spinbutton', { name: texts['expand.left'], exact: true }).fill('-20');
  await page.keyboard.press('Enter');
  await look('cropped');
  await choose(texts['intent.remove']);
  await page.getByText(texts['advanced.label'], { exact: true }).click();
  await look('advanced');
  await button(texts['models.manage']).click();
  await dialog('models', texts['models.title']);
  const steps = page.getByRole('spinbutton', { name: texts['advanced.steps'], exact: true });
  await steps.fill('150');
  await page.getByText(texts['advanced.label'], { exact: true }).click();
  await sheet();
  if (!phone) {
    await page.keyboard.press('?');
    await dialog('shortcuts', texts['shortcut.title']);
  }

  await button(texts['run.fill']).click();
  await expect(page.getByRole('alert').getByText(texts['error.mask-empty'])).toBeVisible();
  await look('an error');
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
  await button(texts['run.fill']).click();
  await expect(button(texts['run.cancel'])).toBeVisible();
  await look('a fill that runs');
  await expect(button(texts['candidates.accept'])).toBeVisible({ timeout: 60_000 });
  await expect(button(texts['run.fill'])).toBeVisible({ timeout: 60_000 });
  await sheet();
  await page.getByText(texts['candidates.info'], { exact: true }).click();
  await look('candidates');
  await button(texts['candidates.accept']).click();
  await button(texts['fills.edit'].replace('{index}', '1')).click();
  await look('a kept fill');
  await sheet();
  await button(texts['compare.button']).click();
  for (const name of ['compare.wipe', 'compare.side-by-side', 'compare.difference'] as const) {
    await choose(texts[name]);
    await look(name);
  }
  await button(texts['compare.close']).click();
  await page.getByLabel(texts['export.more']).click();
  await look('ways to save');
  await button(texts['exportAs.button']).click();
  await dialog('export as', texts['exportAs.title']);
  await page.getByTestId('open-input').setInputFiles('e2e/fixtures/images/photo.jpg');
  await dialog('a question', texts['open.replaceTitle']);
  await expect(page.getByTestId('save-state')).toHaveText(texts['save.saved']);
  await page.reload();
  await expect(page.getByRole('heading', { name: texts['kept.title'] })).toBeVisible();
  await look('work to go on with');
}

const LOOKS = [
  { name: 'desk', texts: en, phone: false, use: { viewport: { width: 1280, height: 800 } } },
  {
    name: 'phone, German',
    texts: de,
    phone: true,
    use: { viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'de-DE' },
  },
] as const;

for (const { name, texts, phone, use } of LOOKS) {
  test.describe(name, () => {
    // without motion no colour is caught on its way to another
    test.use({ ...use, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });
    test('no screen has serious accessibility findings, and every control explains itself', async ({
      editor,
    }) => everyScreen(editor, texts, phone));
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
