import { expect, type Locator } from '@playwright/test';
import { test } from './support/nano-test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

async function heightOf(locator: Locator): Promise<number> {
  return (await locator.boundingBox())?.height ?? 0;
}

test('the canvas keeps three fifths of the screen, whatever is to be done', async ({ editor, page }) => {
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  for (const intent of ['Remove', 'Fill', 'Add', 'Refine']) {
    await page.getByRole('radio', { name: intent, exact: true }).check({ force: true });
    expect(await heightOf(editor.canvas), intent).toBeGreaterThanOrEqual(0.6 * 844);
  }
  await page.getByRole('radio', { name: 'Remove', exact: true }).check({ force: true });
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
  await expect(editor.button('Undo')).toBeEnabled();
  expect(await heightOf(editor.canvas), 'with a mask').toBeGreaterThanOrEqual(0.6 * 844);
  await editor.fill();
  expect(await heightOf(editor.canvas), 'with candidates').toBeGreaterThanOrEqual(0.6 * 844);
});

test('Fill is in reach above the keyboard that makes the page smaller', async ({ editor, page }) => {
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  await page.getByRole('radio', { name: 'Add', exact: true }).check({ force: true });
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).tap();
  // Chromium's keyboard takes its height from the page, as the viewport's `interactive-widget` asks for.
  await page.setViewportSize({ width: 390, height: 460 });
  await page.keyboard.type('a red apple');
  await expect(editor.fillButton).toBeInViewport({ ratio: 1 });
  expect(await heightOf(editor.canvas)).toBeGreaterThan(180);
});

test('Fill is in reach above the keyboard that lies over the page', async ({ editor, page }) => {
  // As Safari on a phone tells it: the visible part shrinks, the page does not.
  await page.addInitScript(() => {
    const visible = Object.assign(new EventTarget(), { height: 844, scale: 1 });
    Object.defineProperty(window, 'visualViewport', { value: visible });
  });
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  await page.getByRole('radio', { name: 'Add', exact: true }).check({ force: true });
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).tap();
  const keyboard = (height: number) =>
    page.evaluate((height) => {
      Object.assign(visualViewport ?? {}, { height });
      visualViewport?.dispatchEvent(new Event('resize'));
    }, height);
  await keyboard(500);
  const bottom = async () => {
    const box = await editor.fillButton.boundingBox();
    return box ? box.y + box.height : 0;
  };
  await expect.poll(bottom).toBeLessThanOrEqual(500);
  await keyboard(844);
  await expect.poll(bottom).toBeGreaterThan(700);
});

test.describe('on its side', () => {
  test.use({ viewport: { width: 844, height: 390 } });

  test('picture, Fill and Accept are in sight without scrolling', async ({ editor, page }) => {
    await editor.goto();
    await editor.open('e2e/fixtures/held-out.jpg');
    expect(await heightOf(editor.canvas)).toBeGreaterThanOrEqual(0.6 * 390);
    await expect(editor.fillButton).toBeInViewport({ ratio: 1 });
    await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
    await editor.fill();
    for (const name of ['Accept', 'Discard', 'Fill', 'Export'])
      await expect(editor.button(name)).toBeInViewport({ ratio: 1 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
