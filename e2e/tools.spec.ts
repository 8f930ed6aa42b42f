import { expect, type Page } from '@playwright/test';
import type { EditorPage } from './support/editor-page.ts';
import { Fingers } from './support/fingers.ts';
import { test } from './support/nano-test.ts';
import { differingPixels, type Raster, readPng } from './support/pixels.ts';
import { PHOTO } from './support/work.ts';

// Every tool by role and name: with the mouse, with fingers, with keys.

interface Point {
  readonly x: number;
  readonly y: number;
}

async function openPhoto(editor: EditorPage): Promise<void> {
  await editor.goto();
  await editor.open(PHOTO);
}

/** Share of the picture that is painted. */
function painted({ width, height, data }: Raster): number {
  let sum = 0;
  for (const value of data) sum += value;
  return sum / 255 / (width * height);
}

async function paintedShare(editor: EditorPage): Promise<number> {
  return painted(readPng(await editor.exportMask()));
}

/** A place in the picture, which is fitted into the canvas, as page pixels; shares of the picture, 0 to 1. */
async function inPicture(editor: EditorPage, x: number, y: number): Promise<Point> {
  const box = await editor.canvas.boundingBox();
  if (!box) throw new Error('the canvas is not shown');
  const zoom = Math.min((box.width - 48) / 1500, (box.height - 48) / 999);
  return {
    x: box.x + box.width / 2 + (x - 0.5) * 1500 * zoom,
    y: box.y + box.height / 2 + (y - 0.5) * 999 * zoom,
  };
}

async function dragInPicture(editor: EditorPage, ...places: readonly (readonly [number, number])[]) {
  const { mouse } = editor.page;
  for (const [index, [x, y]] of places.entries()) {
    const at = await inPicture(editor, x, y);
    await mouse.move(at.x, at.y, { steps: 4 });
    if (index === 0) await mouse.down();
  }
  await mouse.up();
}

async function clickInPicture(editor: EditorPage, x: number, y: number): Promise<void> {
  const at = await inPicture(editor, x, y);
  await editor.page.mouse.click(at.x, at.y);
}

async function mode(page: Page, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Mode' }).getByRole('radio', { name }).check({ force: true });
}

test('rectangle and ellipse: drag, modes, numbers', async ({ editor, page }) => {
  await openPhoto(editor);
  await editor.tool('Rectangle');
  await dragInPicture(editor, [0.2, 0.2], [0.6, 0.7]);
  expect(await paintedShare(editor)).toBeCloseTo(0.2, 2);
  await mode(page, 'Subtract from the mask');
  await dragInPicture(editor, [0.2, 0.2], [0.4, 0.7]);
  expect(await paintedShare(editor)).toBeCloseTo(0.1, 2);
  await editor.tool('Ellipse');
  await mode(page, 'Intersect with the mask');
  await dragInPicture(editor, [0.4, 0.2], [0.6, 0.7]);
  expect(await paintedShare(editor)).toBeCloseTo((Math.PI / 4) * 0.1, 2);

  await editor.button('Clear mask').click();
  await mode(page, 'Add to the mask');
  await editor.tool('Rectangle');
  await editor.button('Place and size in numbers').click();
  for (const [name, value] of [
    ['X', '10'],
    ['Y', '20'],
    ['Width', '300'],
    ['Height', '100'],
  ] as const) {
    await page.getByRole('spinbutton', { name, exact: true }).fill(value);
  }
  await editor.button('Apply to the mask').click();
  expect(await paintedShare(editor)).toBeCloseTo(30_000 / (1500 * 999), 6);
});

test('lasso and polygon', async ({ editor, page }) => {
  await openPhoto(editor);
  await editor.tool('Lasso');
  await dragInPicture(editor, [0.2, 0.2], [0.6, 0.2], [0.6, 0.6], [0.2, 0.6]);
  expect(await paintedShare(editor)).toBeCloseTo(0.16, 2);
  await editor.button('Undo').click();

  await editor.tool('Polygon');
  for (const [x, y] of [
    [0.2, 0.2],
    [0.6, 0.2],
    [0.9, 0.9],
  ] as const) {
    await clickInPicture(editor, x, y);
  }
  await page.keyboard.press('Backspace');
  await clickInPicture(editor, 0.6, 0.6);
  const last = await inPicture(editor, 0.2, 0.6);
  await page.mouse.dblclick(last.x, last.y);
  expect(await paintedShare(editor)).toBeCloseTo(0.16, 2);
  await clickInPicture(editor, 0.7, 0.7);
  await clickInPicture(editor, 0.9, 0.7);
  await clickInPicture(editor, 0.9, 0.9);
  await page.keyboard.press('Escape');
  expect(await paintedShare(editor), 'Escape drops the corners, not the mask').toBeCloseTo(0.16, 2);
});

test('magic wand, and what the mask menu does', async ({ editor, page }) => {
  await openPhoto(editor);
  await editor.tool('Magic wand');
  await clickInPicture(editor, 0.1, 0.05);
  const sky = await paintedShare(editor);
  expect(sky).toBeGreaterThan(0.03);
  expect(sky).toBeLessThan(0.6);
  await editor.button('Change, load and save the mask').click();
  await page.getByRole('spinbutton', { name: 'Pixels' }).fill('20');
  await editor.button('Grow').click();
  await page.keyboard.press('Escape');
  const grown = await paintedShare(editor);
  expect(grown).toBeGreaterThan(sky);
  await page.keyboard.press('Control+I');
  expect(await paintedShare(editor)).toBeCloseTo(1 - grown, 3);
  const saved = await editor.exportMask();
  await editor.button('Clear mask').click();
  await editor.button('Change, load and save the mask').click();
  const choosing = page.waitForEvent('filechooser');
  await editor.button('Load mask from PNG').click();
  const file = { name: 'mask.png', mimeType: 'image/png', buffer: Buffer.from(saved) };
  await (await choosing).setFiles(file);
  await expect(editor.button('Clear mask')).toBeEnabled();
  expect(readPng(await editor.exportMask()).data).toEqual(readPng(saved).data);
});

test('a mask of another size is refused with both sizes', async ({ editor, page }) => {
  await openPhoto(editor);
  await editor.button('Change, load and save the mask').click();
  const choosing = page.waitForEvent('filechooser');
  await editor.button('Load mask from PNG').click();
  await (await choosing).setFiles('e2e/fixtures/images/grey.png');
  await expect(page.getByRole('alert')).toContainText('the picture 1,500 × 999');
});

test('brush: opacity by digits, size by brackets, Shift draws straight lines', async ({ editor, page }) => {
  await openPhoto(editor);
  await page.keyboard.press('5');
  await expect(page.getByRole('slider', { name: 'Brush opacity' })).toHaveAttribute('aria-valuetext', '50%');
  const size = page.getByRole('slider', { name: 'Brush size' });
  const before = await size.getAttribute('aria-valuetext');
  await page.keyboard.press(']');
  await expect(size).not.toHaveAttribute('aria-valuetext', before ?? '');
  await clickInPicture(editor, 0.2, 0.5);
  await page.keyboard.down('Shift');
  await clickInPicture(editor, 0.8, 0.5);
  await page.keyboard.up('Shift');
  const mask = readPng(await editor.exportMask());
  expect(Math.abs((mask.data[500 * 1500 + 750] as number) - 128)).toBeLessThanOrEqual(1);
  await page.keyboard.press('x');
  await expect(page.getByRole('radio', { name: 'Subtract from the mask' })).toBeChecked();
});

test('zoom by clicks', async ({ editor, page }) => {
  await openPhoto(editor);
  const readout = page.getByRole('button', { name: 'Zoom to 100 %' });
  const zoom = async () => Number.parseFloat((await readout.textContent()) ?? '');
  const first = await zoom();
  await page.keyboard.press('z');
  await clickInPicture(editor, 0.5, 0.5);
  await expect.poll(zoom).toBeGreaterThan(1.9 * first);
  await page.keyboard.down('Alt');
  const at = await inPicture(editor, 0.5, 0.5);
  await page.mouse.click(at.x, at.y);
  await page.keyboard.up('Alt');
  await expect.poll(zoom).toBeLessThan(1.1 * first);
});

test('clone and heal become fills that undo takes back', async ({ editor, page }) => {
  await openPhoto(editor);
  const before = readPng(await editor.exportPng());
  for (const tool of ['Clone', 'Heal'] as const) {
    await editor.tool(tool);
    await editor.button('Set where to copy from').click();
    await clickInPicture(editor, 0.3, 0.8);
    await dragInPicture(editor, [0.5, 0.3], [0.6, 0.3]);
    const changed = differingPixels(before, readPng(await editor.exportPng()));
    expect(changed.length, tool).toBeGreaterThan(1000);
    await page.keyboard.press('Control+Z');
    expect(differingPixels(before, readPng(await editor.exportPng()))).toEqual([]);
  }
});

test('by keys alone: a stroke and a rectangle, and it is said where', async ({ editor, page }) => {
  await openPhoto(editor);
  const voice = page.getByTestId('canvas-voice');
  await editor.canvas.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(voice).toHaveText(/^[\d,]+, [\d,]+$/);
  await page.keyboard.press('Space');
  await expect(voice).toHaveText(/^Brush pressed at [\d,]+, [\d,]+$/);
  for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Space');
  await expect(voice).toHaveText(/^Brush lifted at [\d,]+, [\d,]+$/);
  const stroke = await paintedShare(editor);
  expect(stroke).toBeGreaterThan(0.005);
  await editor.button('Undo').click();

  await page.keyboard.press('m');
  await editor.canvas.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Escape');
  await expect(editor.button('Clear mask')).toBeDisabled();
  await page.keyboard.press('Enter');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Enter');
  expect(await paintedShare(editor)).toBeGreaterThan(0.01);
});

test.describe('by finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('two fingers tap: undo; three: redo; a polygon by taps', async ({ editor, page }) => {
    await openPhoto(editor);
    const fingers = await Fingers.of(page);
    const stroke = { from: await inPicture(editor, 0.3, 0.5), to: await inPicture(editor, 0.7, 0.5) };
    await fingers.move(stroke);
    const share = await paintedShare(editor);
    expect(share).toBeGreaterThan(0.01);
    const tap = async (count: number) => {
      const middle = await inPicture(editor, 0.5, 0.5);
      const places = Array.from({ length: count }, (_, i) => ({ x: middle.x - 60 + 60 * i, y: middle.y }));
      await fingers.tap(...places);
    };
    await tap(2);
    await expect(editor.button('Clear mask')).toBeDisabled();
    await tap(3);
    await expect(editor.button('Clear mask')).toBeEnabled();
    expect(await paintedShare(editor)).toBeCloseTo(share, 6);

    await editor.button('Clear mask').click();
    await editor.tool('Polygon');
    for (const [x, y] of [
      [0.2, 0.2],
      [0.8, 0.2],
      [0.8, 0.8],
      [0.2, 0.8],
      [0.2, 0.2],
    ] as const) {
      await fingers.tap(await inPicture(editor, x, y));
    }
    expect(await paintedShare(editor)).toBeCloseTo(0.36, 1);
  });
});
