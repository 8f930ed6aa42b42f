import { expect, type Page } from '@playwright/test';
import type { EditorPage } from './support/editor-page.ts';
import { test } from './support/nano-test.ts';
import { type Raster, readPng } from './support/pixels.ts';
import { PHOTO } from './support/work.ts';

/** The middle of the picture, where the hole is, as the canvas shows it. */
async function shownAtHole(page: Page): Promise<Buffer> {
  const box = await page.getByTestId('canvas').boundingBox();
  if (!box) throw new Error('the canvas is not shown');
  const clip = { x: box.x + box.width / 2 - 12, y: box.y + box.height / 2 - 6, width: 24, height: 12 };
  return page.screenshot({ clip });
}

async function filled(editor: EditorPage): Promise<void> {
  await editor.goto();
  await editor.open(PHOTO);
  await editor.drag({ x: 0.44, y: 0.5 }, { x: 0.56, y: 0.5 });
  await editor.fill();
  await editor.pick('model');
  await editor.accept();
  // the pointer's ring is no part of the picture
  await editor.page.mouse.move(0, 0);
}

const divider = (page: Page) => page.getByRole('slider', { name: 'Divider between before and after' });

test('held, the button shows the original; tapped, a wipe whose divider the keyboard moves too', async ({
  editor,
  page,
}) => {
  await filled(editor);
  const after = await shownAtHole(page);
  const button = editor.button('Before and after');
  await button.hover();
  await page.mouse.down();
  await expect(page.getByText('Original', { exact: true })).toBeVisible();
  const before = await shownAtHole(page);
  expect(before.equals(after)).toBe(false);
  await page.waitForTimeout(350);
  await page.mouse.up();
  await expect(divider(page), 'a long press was a look').toBeHidden();
  await editor.canvas.focus();
  await page.keyboard.down('\\');
  await expect(page.getByText('Original', { exact: true })).toBeVisible();
  expect((await shownAtHole(page)).equals(before), 'the key shows it too').toBe(true);
  await page.keyboard.up('\\');
  await expect.poll(async () => (await shownAtHole(page)).equals(after)).toBe(true);

  await button.focus();
  await page.keyboard.press('Enter');
  await divider(page).focus();
  await page.keyboard.press('End');
  expect((await shownAtHole(page)).equals(before)).toBe(true);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(divider(page)).toHaveAttribute('aria-valuenow', '10');
  expect((await shownAtHole(page)).equals(after)).toBe(true);

  const grip = await divider(page).boundingBox();
  if (!grip) throw new Error('the divider is not shown');
  await page.mouse.move(grip.x + 22, grip.y + 100);
  await page.mouse.down();
  await page.mouse.move(grip.x + 122, grip.y + 100, { steps: 4 });
  await page.mouse.up();
  expect(Number(await divider(page).getAttribute('aria-valuenow'))).toBeGreaterThan(15);
  await editor.button('Close before and after').click();
  await expect(divider(page)).toBeHidden();
});

test('side by side zooms both halves together, and the difference is counted', async ({ editor, page }) => {
  await filled(editor);
  await editor.button('Before and after').click();
  await page.getByRole('radio', { name: 'Side by side' }).check({ force: true });
  await expect(page.getByText('Before', { exact: true })).toBeVisible();
  const box = await editor.canvas.boundingBox();
  if (!box) throw new Error('the canvas is not shown');
  // A wide picture is larger with one half below the other.
  const after = await page.getByText('After', { exact: true }).boundingBox();
  expect(after?.y).toBeGreaterThan(box.y + box.height / 2);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.75);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  // Away from the hole both halves show the same pixels at the same place, once they are drawn as fine as they get;
  // filtering at another place of the canvas rounds by one code value here and there.
  await expect(async () => {
    const upper = readPng(await page.screenshot({ clip: inHalf(box, 0) }));
    const lower = readPng(await page.screenshot({ clip: inHalf(box, 1) }));
    expect(largestDifference(upper, lower)).toBeLessThanOrEqual(1);
  }).toPass({ timeout: 10_000 });

  await page.getByRole('radio', { name: 'Difference' }).check({ force: true });
  await expect(page.getByText(/^[\d,]+ pixels changed\. 0 of [\d,]+ other pixels changed\.$/)).toBeVisible();
  await expect(page.getByText(/^0 pixels changed/)).toBeHidden();
  await editor.button('Undo').click();
  await expect(page.getByText(/^0 pixels changed\. 0 of [\d,]+ other/)).toBeVisible();
});

/** Largest difference of two pictures of one size, in code values. */
function largestDifference(a: Raster, b: Raster): number {
  return a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - (b.data[i] ?? 0))), 0);
}

/** The same place of the upper half and the lower one, to the left of the hole. */
function inHalf(box: { x: number; y: number; width: number; height: number }, index: 0 | 1) {
  const height = Math.floor(box.height / 2);
  const y = index === 0 ? box.y : box.y + box.height - height;
  return {
    x: Math.round(box.x + box.width / 2) - 360,
    y: Math.round(y + height / 2) - 20,
    width: 60,
    height: 40,
  };
}
