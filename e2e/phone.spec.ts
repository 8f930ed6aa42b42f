import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './support/nano-test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

async function heightOf(locator: Locator): Promise<number> {
  return (await locator.boundingBox())?.height ?? 0;
}

/** Three fifths of the screen. */
const LEAST = 0.6 * 844;

/** Notes every height that the canvas has from now on, and whether a fill ran with a candidate waiting meanwhile. */
async function watchCanvas(page: Page): Promise<() => Promise<{ heights: number[]; ran: boolean }>> {
  const seen = await page.evaluateHandle(() => {
    const seen = { heights: [] as number[], ran: false };
    const canvas = document.querySelector('[data-testid="canvas"]');
    const look = () => {
      seen.heights.push(canvas?.getBoundingClientRect().height ?? 0);
      seen.ran ||=
        document.querySelector('progress') !== null && document.querySelector('[role="option"]') !== null;
      requestAnimationFrame(look);
    };
    look();
    return seen;
  });
  return () => seen.evaluate((seen) => seen);
}

test('the canvas keeps three fifths of the screen, whatever is to be done', async ({ editor, page }) => {
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  const intent = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true });
  for (const name of ['Remove', 'Fill', 'Add', 'Refine', 'Expand']) {
    await intent(name);
    expect(await heightOf(editor.canvas), name).toBeGreaterThanOrEqual(LEAST);
  }
  const edge = page.getByRole('slider', { name: 'Left edge' });
  for (const key of ['ArrowLeft', 'ArrowRight']) {
    for (let i = 0; i < 2; i++) await edge.press(`Shift+${key}`);
    expect(await heightOf(editor.canvas), `an edge moved by ${key}`).toBeGreaterThanOrEqual(LEAST);
    await edge.press('Home');
  }
  for (const tool of ['Hand', 'Rectangle', 'Polygon', 'Magic wand', 'Clone'] as const) {
    await editor.tool(tool);
    expect(await heightOf(editor.canvas), tool).toBeGreaterThanOrEqual(LEAST);
  }
  await intent('Remove');
  await editor.tool('Brush');
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
  await expect(editor.button('Undo')).toBeEnabled();
  expect(await heightOf(editor.canvas), 'with a mask').toBeGreaterThanOrEqual(LEAST);
});

test('a ratio is chosen without opening the panel over the picture', async ({ editor, page }) => {
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  await page.getByRole('radio', { name: 'Expand', exact: true }).check({ force: true });
  const ratio = editor.button('Grow to 4:5');
  await ratio.tap();
  await expect(ratio).toBeInViewport({ ratio: 0.9 });
  await expect(page.getByRole('slider', { name: 'Top edge' })).not.toHaveAttribute('aria-valuenow', '0');
  await expect(page.getByRole('button', { name: 'More settings' })).toHaveAttribute('aria-expanded', 'false');
  expect(await heightOf(editor.canvas)).toBeGreaterThanOrEqual(LEAST);
});

test('the picture stays large, and where it is, while a fill runs and candidates come and go', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
  await expect(editor.button('Undo')).toBeEnabled();
  const seen = await watchCanvas(page);
  await editor.fill();
  await editor.accept();
  const { heights, ran } = await seen();
  expect(ran, 'progress and a candidate were on show together').toBe(true);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(LEAST);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(2);
});

test('what goes on is told in whole words on the status line', async ({ editor, page }) => {
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
  await editor.fill();
  await expect(page.getByTestId('save-state')).toHaveText('Draft saved');
  const cut = await page
    .getByRole('contentinfo')
    .locator('span')
    .evaluateAll((spans) =>
      spans.filter((span) => span.scrollWidth > span.clientWidth + 1).map((span) => span.textContent),
    );
  expect(cut.filter((text) => text !== '')).toEqual([]);
});

test('the large button is in reach above the keyboard that makes the page smaller', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open('e2e/fixtures/held-out.jpg');
  await page.getByRole('radio', { name: 'Add', exact: true }).check({ force: true });
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).tap();
  // Chromium's keyboard takes its height from the page, as the viewport's `interactive-widget` asks for.
  await page.setViewportSize({ width: 390, height: 460 });
  await page.keyboard.type('a red apple');
  await expect(editor.fillButton).toBeInViewport({ ratio: 1 });
  expect(await heightOf(editor.canvas)).toBeGreaterThan(180);
  await editor.fillButton.tap();
  await expect(page.getByRole('alert').getByText('Nothing is painted yet')).toBeVisible();
});

test('the large button is in reach above the keyboard that lies over the page', async ({ editor, page }) => {
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

  test('picture, Remove and Accept are in sight without scrolling', async ({ editor, page }) => {
    await editor.goto();
    await editor.open('e2e/fixtures/held-out.jpg');
    expect(await heightOf(editor.canvas)).toBeGreaterThanOrEqual(0.6 * 390);
    await expect(editor.fillButton).toBeInViewport({ ratio: 1 });
    await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
    await editor.fill();
    for (const name of ['Accept', 'Discard', 'Remove', 'Export'])
      await expect(editor.button(name)).toBeInViewport({ ratio: 1 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
