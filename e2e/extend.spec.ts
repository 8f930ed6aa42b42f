import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../src/i18n/en.ts';
import type { EditorPage, Place } from './support/editor-page.ts';
import { Fingers } from './support/fingers.ts';
import { test } from './support/nano-test.ts';
import { readPng } from './support/pixels.ts';
import { PHOTO } from './support/work.ts';

const edge = (page: Page, name: string): Locator => page.getByRole('slider', { name: `${name} edge` });

/** Pixels that an edge adds, as its slider tells them. */
async function added(page: Page, name: string): Promise<number> {
  return Number(await edge(page, name).getAttribute('aria-valuenow'));
}

async function middleOf(handle: Locator): Promise<{ x: number; y: number }> {
  const box = await handle.boundingBox();
  if (!box) throw new Error('the handle is not shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function dragEdge(page: Page, name: string, dx: number, dy: number): Promise<void> {
  const { x, y } = await middleOf(edge(page, name));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 6 });
  await page.mouse.up();
}

async function pickUp(editor: EditorPage): Promise<{ width: number; height: number }> {
  await editor.goto();
  await editor.open(PHOTO);
  const { width, height } = readPng(await editor.exportPng());
  await editor.button('Extend').click();
  await expect(editor.page.getByRole('radio', { name: 'Expand', exact: true })).toBeChecked();
  return { width, height };
}

/** How strongly the mask is drawn over a place of the canvas, given in shares of it: 0 to 255. */
function tintAt(editor: EditorPage, place: Place): Promise<number> {
  return editor.canvas.evaluate((overlay: HTMLCanvasElement, { x, y }) => {
    const at = [Math.round(x * overlay.width), Math.round(y * overlay.height)] as const;
    return overlay.getContext('2d')?.getImageData(...at, 1, 1).data[3] ?? 0;
  }, place);
}

test('what is painted rests under Expand: it is not shown, not filled, and there again afterwards', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  const middle = { x: 0.5, y: 0.5 };
  await editor.drag({ x: 0.45, y: 0.5 }, { x: 0.55, y: 0.5 });
  await expect.poll(() => tintAt(editor, middle)).toBeGreaterThan(50);

  await page.getByRole('radio', { name: 'Expand', exact: true }).check();
  await expect.poll(() => tintAt(editor, middle)).toBe(0);
  await expect(page.getByRole('button', { name: 'Make seamless' })).toBeVisible();
  await expect(editor.fillButton, 'however long the fields of Expand are').toBeInViewport({ ratio: 1 });
  await editor.fillButton.click();
  await expect(page.getByRole('alert').getByText(en['expand.needed'])).toBeVisible();

  await page.getByRole('spinbutton', { name: 'Right', exact: true }).fill('25');
  await editor.fill();
  await editor.accept();
  await page.getByRole('radio', { name: 'Remove', exact: true }).check();
  await expect(editor.button('Clear mask')).toBeEnabled();
  await editor.button('Undo').click();
  await editor.button('Undo').click();
  await editor.button('Fit to window').click();
  await expect.poll(() => tintAt(editor, middle)).toBeGreaterThan(50);
});

test('mouse: an edge dragged outward grows the picture, Escape lets go, undo takes it back', async ({
  editor,
  page,
}) => {
  const { width, height } = await pickUp(editor);
  await dragEdge(page, 'Right', 40, 0);
  const first = await added(page, 'Right');
  expect(first).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  expect(await added(page, 'Right')).toBe(0);

  await page.keyboard.down('Alt');
  await dragEdge(page, 'Top', 0, -30);
  await page.keyboard.up('Alt');
  const both = await added(page, 'Top');
  expect(both).toBeGreaterThan(0);
  expect(await added(page, 'Bottom')).toBe(both);
  await expect(page.getByText(`New size ${width} × ${height + 2 * both}`)).toBeVisible();

  await editor.fill();
  await expect(edge(page, 'Top')).toBeHidden();
  await editor.accept();
  await expect(page.getByRole('contentinfo')).toContainText(`${width} × ${height + 2 * both}`);
  await expect(edge(page, 'Top')).toBeVisible();
  await editor.button('Undo').click();
  await editor.button('Undo').click();
  await expect(page.getByRole('contentinfo')).toContainText(`${width} × ${height}`);
});

test('mouse: dragged inward it crops, without a fill, as one undo entry', async ({ editor, page }) => {
  const { width, height } = await pickUp(editor);
  await dragEdge(page, 'Left', 60, 0);
  const cut = -(await added(page, 'Left'));
  expect(cut).toBeGreaterThan(0);
  await editor.button(`Crop to ${width - cut} × ${height}`).click();
  await expect(page.getByRole('contentinfo')).toContainText(`${width - cut} × ${height}`);
  const cropped = readPng(await editor.exportPng());
  expect([cropped.width, cropped.height]).toEqual([width - cut, height]);
  await editor.button('Undo').click();
  await expect(page.getByRole('contentinfo')).toContainText(`${width} × ${height}`);
  await expect(editor.button('Undo')).toBeDisabled();
});

test('keyboard: arrows move the focused edge and say the new size, Enter fills', async ({ editor, page }) => {
  const { width, height } = await pickUp(editor);
  await edge(page, 'Bottom').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Control+ArrowDown');
  await expect(edge(page, 'Bottom')).toHaveAttribute('aria-valuenow', '57');
  await expect(edge(page, 'Bottom')).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^57 pixels more: ${width} × ${height + 57}, `),
  );
  await page.keyboard.press('Home');
  await page.keyboard.press('Alt+ArrowDown');
  expect([await added(page, 'Bottom'), await added(page, 'Top')]).toEqual([8, 8]);
  await page.keyboard.press('Enter');
  await expect(editor.button('Accept')).toBeVisible({ timeout: 60_000 });
  await expect(editor.fillButton).toBeVisible({ timeout: 60_000 });
  await editor.discardAll();
  await expect(page.getByRole('contentinfo')).toContainText(`${width} × ${height}`);
  expect(await added(page, 'Bottom')).toBe(8);
});

test('buttons and numbers show on the canvas, and the earlier tool comes back with the next intent', async ({
  editor,
  page,
}) => {
  const { width, height } = await pickUp(editor);
  await editor.button('Grow to 2×').click();
  await expect(page.getByText(`New size ${2 * width} × ${2 * height}`)).toBeVisible();
  await editor.button('Add nothing').click();
  await page.getByRole('spinbutton', { name: 'Right', exact: true }).fill('25');
  expect(await added(page, 'Right')).toBe(Math.round(width / 4));
  await editor.button('Add nothing').click();
  await editor.button('Grow to 16:9').click();
  const gained = (await added(page, 'Right')) + (await added(page, 'Left'));
  expect(gained).toBeGreaterThan(0);
  await page.getByRole('radio', { name: 'Right or down' }).check();
  expect([await added(page, 'Left'), await added(page, 'Right')]).toEqual([0, gained]);
  await page.getByRole('radio', { name: 'Remove', exact: true }).check({ force: true });
  await expect(
    page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Brush' }),
  ).toHaveAttribute('aria-pressed', 'true');
  await expect(edge(page, 'Right')).toBeHidden();
});

test.describe('phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

  test('one finger drags an edge from 20 pixels beside it, and what it adds is filled', async ({
    editor,
    page,
  }) => {
    const { width, height } = await pickUp(editor);
    const fingers = await Fingers.of(page);
    const { x, y } = await middleOf(edge(page, 'Bottom'));
    await fingers.move({ from: { x, y: y + 20 }, to: { x, y: y + 60 } });
    const gained = await added(page, 'Bottom');
    expect(gained).toBeGreaterThan(0);
    expect(
      gained % 8 === 0 || /\d:\d/.test((await edge(page, 'Bottom').getAttribute('aria-valuetext')) ?? ''),
    ).toBe(true);
    await editor.fill();
    await editor.accept();
    const after = readPng(await editor.exportPng());
    expect([after.width, after.height]).toEqual([width, height + gained]);
  });
});
