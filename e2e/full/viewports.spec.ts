import { expect, type Locator, type Page } from '@playwright/test';
import type { EditorPage } from '../support/editor-page.ts';
import { Fingers } from '../support/fingers.ts';
import { test } from '../support/nano-test.ts';
import { differingPixels, type Raster, readPng } from '../support/pixels.ts';

// The main path, and every control by role and name, on screens from a phone to a wide desk.

const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'light' },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true, colorScheme: 'dark' },
  wide: { viewport: { width: 2560, height: 1440 }, hasTouch: false, colorScheme: 'dark' },
} as const;

const NUMBERS = ['Steps', 'Guidance', 'Strength', 'Seed', 'Candidates', 'Feather', 'Mask grow'];

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, 'pixels the page is wider than the screen').toBeLessThanOrEqual(0);
}

/** In sight, or brought there by scrolling a panel. */
async function expectReachable(control: Locator): Promise<void> {
  await control.scrollIntoViewIfNeeded();
  await expect(control).toBeInViewport({ ratio: 0.9 });
}

/** Opens the sheet of a phone and the Advanced fields, whatever of them is closed. */
async function openPanels(page: Page): Promise<void> {
  const sheet = page.getByRole('button', { name: 'More settings', exact: true });
  if ((await sheet.isVisible()) && (await sheet.getAttribute('aria-expanded')) === 'false')
    await sheet.click();
  const steps = page.getByRole('spinbutton', { name: 'Steps', exact: true });
  if (!(await steps.isVisible())) await page.getByText('Advanced', { exact: true }).click();
}

async function openSample(editor: EditorPage): Promise<void> {
  await editor.goto();
  await editor.page
    .getByRole('button', { name: /^Open sample/ })
    .first()
    .click();
  await expect(editor.button('Export')).toBeEnabled();
  await expect(editor.button('Undo')).toBeDisabled();
  // Its mask comes right after the picture.
  await expect(editor.button('Clear mask')).toBeEnabled();
}

for (const [name, options] of Object.entries(SCREENS)) {
  test.describe(name, () => {
    test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } });

    test('open a sample, fill, accept, export', async ({ editor, page }) => {
      await openSample(editor);
      await expectNoSidewaysScroll(page);
      const before = readPng(await editor.exportPng());
      await editor.fillButton.click();
      await expectReachable(page.getByRole('button', { name: 'Cancel', exact: true }));
      await expect(editor.button('Accept')).toBeVisible({ timeout: 60_000 });
      await expectReachable(editor.candidates);
      for (const button of ['Accept', 'Discard', 'Before and after'])
        await expectReachable(editor.button(button));
      await expectNoSidewaysScroll(page);
      await expect(editor.fillButton).toBeVisible({ timeout: 60_000 });
      await editor.accept();
      const changed = differingPixels(before, readPng(await editor.exportPng()));
      expect(changed.length).toBeGreaterThan(0);
      await editor.button('Undo').click();
      expect(differingPixels(before, readPng(await editor.exportPng()))).toEqual([]);
    });

    test('every control is there by role and name, and within reach', async ({ editor, page }) => {
      await openSample(editor);
      await expect(editor.canvas).toHaveAttribute('aria-label', 'Image canvas');
      const tools = page.getByRole('toolbar', { name: 'Tools' });
      for (const tool of ['Hand', 'Brush', 'Eraser', 'Rectangle'])
        await expectReachable(tools.getByRole('button', { name: tool, exact: true }));
      for (const button of ['Open image', 'Undo', 'Redo', 'Export', 'Remove'])
        await expectReachable(editor.button(button).first());
      await openPanels(page);
      const intents = page.getByRole('radiogroup', { name: 'Intent' });
      for (const intent of ['Remove', 'Fill', 'Add', 'Expand', 'Refine'])
        await expect(intents.getByRole('radio', { name: intent, exact: true })).toBeEnabled();
      await intents.getByRole('radio', { name: 'Add', exact: true }).check({ force: true });
      for (const prompt of ['Prompt', 'Negative prompt'])
        await expectReachable(page.getByRole('textbox', { name: prompt, exact: true }));
      for (const choice of ['Model', 'Method'])
        await expectReachable(page.getByRole('combobox', { name: choice, exact: true }));
      for (const number of NUMBERS)
        await expectReachable(page.getByRole('spinbutton', { name: number, exact: true }));
      await expectNoSidewaysScroll(page);
    });

    test('nothing moves by itself where the person asked for that', async ({ editor, page }) => {
      await openSample(editor);
      await editor.fillButton.click();
      await expect(editor.progress).toBeVisible();
      const moving = await page.evaluate(() =>
        document
          .getAnimations()
          .filter((animation) => {
            const { duration = 0, iterations = 1 } = animation.effect?.getComputedTiming() ?? {};
            return Number(duration) * iterations > 50;
          })
          .map((animation) => (animation as CSSAnimation).animationName),
      );
      expect(moving).toEqual([]);
    });
  });
}

test.describe('phone, by finger', () => {
  test.use(SCREENS.phone);

  test('one finger paints, two fingers zoom and paint nothing', async ({ editor, page }) => {
    await openSample(editor);
    await page.getByRole('button', { name: 'Clear mask' }).click();
    const fingers = await Fingers.of(page);
    const box = await editor.canvas.boundingBox();
    if (!box) throw new Error('the canvas is not shown');
    const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });

    const stroke = { from: at(0.4, 0.5), to: at(0.6, 0.5) };
    await fingers.move(stroke);
    const painted = readPng(await editor.exportMask());
    expect(columns(painted)).toBeGreaterThan(100);
    await fingers.move(
      { from: at(0.45, 0.45), to: at(0.2, 0.3) },
      { from: at(0.55, 0.55), to: at(0.8, 0.7) },
    );
    expect(readPng(await editor.exportMask()).data, 'the pinch painted nothing').toEqual(painted.data);

    // The same stroke now spans less of the picture.
    await page.getByRole('button', { name: 'Clear mask' }).click();
    await fingers.move(stroke);
    expect(columns(readPng(await editor.exportMask()))).toBeLessThan(0.75 * columns(painted));
  });
});

/** Picture columns that hold paint. */
function columns({ width, data }: Raster): number {
  const seen = new Set<number>();
  for (const [index, value] of data.entries()) if (value > 0) seen.add(index % width);
  return seen.size;
}
