import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { de } from '../../src/i18n/de.ts';
import type { en } from '../../src/i18n/en.ts';
import type { EditorPage } from './editor-page.ts';
import { test } from './nano-test.ts';

type Texts = { readonly [Key in keyof typeof en]: (typeof de)[Key] };

/** Shows the page in a theme and waits until no colour is on its way. */
async function inTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    // What turns for ever is not waited for.
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    const ended = Promise.allSettled(ending.map(({ finished }) => finished));
    // One that is held still never ends.
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
  });
}

/** Serious and critical findings in both themes, each with the elements it is about. */
async function findings(page: Page): Promise<string[]> {
  await inTheme(page, 'light');
  const all = await new AxeBuilder({ page }).analyze();
  await inTheme(page, 'dark');
  const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
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

/** What a journey through the page needs. */
interface Visit {
  readonly page: Page;
  readonly editor: EditorPage;
  readonly texts: Texts;
  readonly phone: boolean;
}

const button = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true });

async function look({ page }: Visit, screen: string): Promise<void> {
  expect.soft(await findings(page), screen).toEqual([]);
  expect.soft(await unexplained(page), screen).toEqual([]);
}

async function lookAtDialog(visit: Visit, name: string): Promise<void> {
  await expect(visit.page.getByRole('dialog', { name })).toBeVisible();
  await look(visit, name);
  await visit.page.keyboard.press('Escape');
}

async function choose({ page }: Visit, name: string): Promise<void> {
  await page.getByRole('radio', { name, exact: true }).check({ force: true });
}

/** Opens or closes the sheet of a phone. */
async function turnSheet(visit: Visit): Promise<void> {
  if (visit.phone) await button(visit, visit.texts['app.sheet']).click();
}

async function openPicture(visit: Visit): Promise<void> {
  const { page, editor, texts } = visit;
  await page.goto(editor.url);
  await page.waitForFunction(() => crossOriginIsolated);
  await expect(button(visit, texts['open.button'])).toBeVisible();
  await page.getByTestId('open-input').setInputFiles('e2e/fixtures/held-out.jpg');
  await expect(button(visit, texts['export.button'])).toBeEnabled();
}

/** The first screen, settings, tools with their options, the mask's menu. */
async function toolsAndMenus(visit: Visit): Promise<void> {
  const { page, editor, texts, phone } = visit;
  await page.goto(editor.url);
  await page.waitForFunction(() => crossOriginIsolated);
  await expect(button(visit, texts['open.button'])).toBeVisible();
  await look(visit, 'start');
  await button(visit, texts['settings.button']).click();
  await lookAtDialog(visit, texts['settings.button']);
  await openPicture(visit);
  await look(visit, 'a picture and the first hint');
  const tools = page.getByRole('toolbar', { name: texts['tools.label'] });
  const tool = (name: string) => tools.getByRole('button', { name, exact: true }).click();
  for (const name of ['tools.hand', 'tools.wand', 'tools.clone', 'tools.rectangle'] as const) {
    await tool(texts[name]);
    await look(visit, name);
  }
  await button(visit, texts['tools.numbersTitle']).click();
  await lookAtDialog(visit, texts['tools.numbersTitle']);
  await tool(texts['tools.brush']);
  await button(visit, texts['mask.menuTitle']).click();
  await lookAtDialog(visit, texts['mask.menuTitle']);
  if (phone) return;
  await page.keyboard.press('?');
  await lookAtDialog(visit, texts['shortcut.title']);
}

/** Every intent, growing and cropping. */
async function everyIntent(visit: Visit): Promise<void> {
  const { page, texts } = visit;
  await openPicture(visit);
  await turnSheet(visit);
  for (const name of ['intent.add', 'intent.refine', 'intent.expand'] as const) {
    await choose(visit, texts[name]);
    await look(visit, name);
  }
  await button(visit, texts['expand.toScale'].replace('{times}', '2')).click();
  await look(visit, 'twice as large, in steps');
  await button(visit, texts['expand.clear']).click();
  await page.getByRole('spinbutton', { name: texts['expand.left'], exact: true }).fill('-20');
  await page.keyboard.press('Enter');
  await expect(page.locator('.expand-crop')).toBeVisible();
  await look(visit, 'a crop');
}

/** What is folded away, and the models. */
async function advancedAndModels(visit: Visit): Promise<void> {
  const { page, texts } = visit;
  await openPicture(visit);
  await turnSheet(visit);
  await page.getByText(texts['advanced.label'], { exact: true }).click();
  await expect(page.getByLabel(texts['advanced.steps'], { exact: true }).first()).toBeVisible();
  await look(visit, 'advanced');
  await button(visit, texts['models.manage']).click();
  await lookAtDialog(visit, texts['models.title']);
}

/** An error, a fill that runs, candidates, the kept fill, before and after, export, a question, work kept for later. */
async function aFillAndAfter(visit: Visit): Promise<void> {
  const { page, editor, texts } = visit;
  await openPicture(visit);
  await button(visit, texts['intent.remove']).click();
  await expect(page.getByRole('alert').getByText(texts['error.mask-empty'])).toBeVisible();
  await look(visit, 'an error');
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
  await button(visit, texts['intent.remove']).click();
  await expect(button(visit, texts['run.cancel'])).toBeVisible();
  await look(visit, 'a fill that runs');
  await expect(button(visit, texts['candidates.accept'])).toBeVisible({ timeout: 60_000 });
  await expect(button(visit, texts['intent.remove'])).toBeVisible({ timeout: 60_000 });
  await turnSheet(visit);
  await page.getByText(texts['candidates.info'], { exact: true }).click();
  await look(visit, 'candidates');
  await button(visit, texts['candidates.accept']).click();
  await button(visit, texts['fills.edit'].replace('{index}', '1')).click();
  await look(visit, 'a kept fill');
  await turnSheet(visit);
  await button(visit, texts['compare.button']).click();
  for (const name of ['compare.wipe', 'compare.side-by-side', 'compare.difference'] as const) {
    await choose(visit, texts[name]);
    await look(visit, name);
  }
  await button(visit, texts['compare.close']).click();
  await page.getByLabel(texts['export.more']).click();
  await look(visit, 'ways to save');
  await button(visit, texts['exportAs.button']).click();
  await lookAtDialog(visit, texts['exportAs.title']);
  await page.getByTestId('open-input').setInputFiles('e2e/fixtures/images/photo.jpg');
  await lookAtDialog(visit, texts['open.replaceTitle']);
  await expect(page.getByTestId('save-state')).toHaveText(texts['save.saved']);
  await page.reload();
  await expect(page.getByRole('heading', { name: texts['kept.title'] })).toBeVisible();
  await look(visit, 'work to go on with');
}

const JOURNEYS = {
  'tools and menus': toolsAndMenus,
  intents: everyIntent,
  'advanced and models': advancedAndModels,
  'a fill, and what comes after': aFillAndAfter,
} as const;

/** One way to see the page: its language, its size, what else the browser is told. */
export interface Look {
  readonly name: string;
  readonly texts: Texts;
  readonly phone: boolean;
  readonly use: Parameters<typeof test.use>[0];
}

/** Tests that walk through every screen, or those of some journeys, in light and dark and look at each. */
export function testEveryScreen(
  { name, texts, phone, use }: Look,
  journeys: readonly (keyof typeof JOURNEYS)[] = Object.keys(JOURNEYS) as (keyof typeof JOURNEYS)[],
): void {
  test.describe(name, () => {
    // without motion no colour is caught on its way to another
    test.use({ ...use, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });
    for (const journey of journeys)
      test(`no serious finding, and every control explained: ${journey}`, async ({ editor, page }) =>
        JOURNEYS[journey]({ page, editor, texts, phone }));
  });
}
