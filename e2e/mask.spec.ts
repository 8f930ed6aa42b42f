import { expect } from '@playwright/test';
import { mode, openPhoto, rectangle } from './support/in-picture.ts';
import { test } from './support/nano-test.ts';
import { readPng } from './support/pixels.ts';

// The mask as a whole: what its menu does to it, and how it is shown.

test('a mask of another size is refused with both sizes', async ({ editor, page }) => {
  await openPhoto(editor);
  await editor.button('Change, load and save the mask').click();
  const choosing = page.waitForEvent('filechooser');
  await editor.button('Load mask from PNG').click();
  await (await choosing).setFiles('e2e/fixtures/images/grey.png');
  await expect(page.getByRole('alert')).toContainText('the picture 1,500 × 999');
});

test('what says that nothing is painted goes as soon as something is', async ({ editor, page }) => {
  await openPhoto(editor);
  await editor.fillButton.click();
  const said = page.getByRole('alert').getByText('Nothing is painted yet');
  await expect(said).toBeVisible();
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
  await expect(said).toBeHidden();
});

test('shrink, fill holes, feather, transparency; the colour and strength of the mask', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open('e2e/fixtures/images/semi-transparent.png');
  const pixels = async () => readPng(await editor.exportMask()).data;
  const sum = (data: Uint8Array) => data.reduce((all, value) => all + value, 0) / 255;
  const command = async (name: string) => {
    await editor.button('Change, load and save the mask').click();
    await editor.button(name).click();
    await page.keyboard.press('Escape');
  };
  await rectangle(editor, { X: 10, Y: 10, Width: 40, Height: 30 });
  await mode(page, 'Subtract from the mask');
  await rectangle(editor, { X: 20, Y: 20, Width: 10, Height: 10 });
  expect(sum(await pixels())).toBe(1100);
  await command('Fill holes');
  expect(sum(await pixels())).toBe(1200);
  await editor.button('Change, load and save the mask').click();
  await page.getByRole('spinbutton', { name: 'Pixels' }).fill('2');
  await editor.button('Shrink').click();
  await page.keyboard.press('Escape');
  expect(sum(await pixels())).toBe(36 * 26);
  await command('Feather');
  expect((await pixels()).some((value) => value > 0 && value < 255)).toBe(true);
  await editor.button('Clear mask').click();
  await command('Select what is transparent');
  const transparent = sum(await pixels());
  expect(transparent).toBeGreaterThan(0);
  expect(transparent).toBeLessThan(64 * 48);

  await editor.button('Clear mask').click();
  await mode(page, 'Add to the mask');
  await rectangle(editor, { X: 0, Y: 0, Width: 64, Height: 48 });
  await page.mouse.move(0, 0);
  const shown = async () => {
    const box = await editor.canvas.boundingBox();
    if (!box) throw new Error('the canvas is not shown');
    const clip = { x: box.x + box.width / 2 - 4, y: box.y + box.height / 2 - 4, width: 8, height: 8 };
    const { data, channels } = readPng(await page.screenshot({ clip }));
    return [0, 1, 2].map(
      (c) => data.reduce((all, value, i) => all + (i % channels === c ? value : 0), 0) / 64,
    );
  };
  const [red = 0, green = 0] = await shown();
  await editor.button('Change, load and save the mask').click();
  await page.getByRole('radio', { name: 'Green' }).check({ force: true });
  await expect.poll(async () => (await shown())[1]).toBeGreaterThan(green + 20);
  await expect.poll(async () => (await shown())[0]).toBeLessThan(red - 20);
  const strong = await shown();
  await page.getByRole('slider', { name: 'Mask opacity' }).focus();
  await page.keyboard.press('Home');
  await expect.poll(shown).not.toEqual(strong);
});
