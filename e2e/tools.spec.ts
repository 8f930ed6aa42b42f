import { expect } from '@playwright/test';
import { Fingers } from './support/fingers.ts';
import {
  clickInPicture,
  dragInPicture,
  inPicture,
  mode,
  openPhoto,
  type Point,
  paintedShare,
} from './support/in-picture.ts';
import { test } from './support/nano-test.ts';
import { differingPixels, readPng } from './support/pixels.ts';

// Every tool by role and name: with the mouse, with fingers, with keys.

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

test('100 % shows what is painted, wherever it is', async ({ editor, page }) => {
  await openPhoto(editor);
  await editor.tool('Brush');
  await clickInPicture(editor, 0.9, 0.85);
  const mask = readPng(await editor.exportMask());
  const painted = mask.data.findIndex((value) => value > 250);
  await page.getByRole('button', { name: 'Zoom to 100 %' }).click();
  // The middle of the canvas is in the painted place: erased there, less is left.
  await editor.tool('Eraser');
  const box = await editor.canvas.boundingBox();
  if (!box) throw new Error('the canvas is not shown');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const left = readPng(await editor.exportMask());
  expect(painted).toBeGreaterThan(0);
  expect(left.data.some((value) => value > 250)).toBe(false);
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

test('every tool has its key, and keys that two share take turns', async ({ editor, page }) => {
  await openPhoto(editor);
  const tools = page.getByRole('toolbar', { name: 'Tools' });
  for (const [key, name] of [
    ['e', 'Eraser'],
    ['m', 'Rectangle'],
    ['m', 'Ellipse'],
    ['l', 'Lasso'],
    ['l', 'Polygon'],
    ['w', 'Magic wand'],
    ['s', 'Clone'],
    ['j', 'Heal'],
    ['c', 'Extend'],
    ['z', 'Zoom'],
    ['h', 'Hand'],
    ['b', 'Brush'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(tools.getByRole('button', { name, exact: true }), key).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('a pen: its other end erases, and pressure counts where that is asked for', async ({ editor }) => {
  await openPhoto(editor);
  /** A stroke of a pen; a browser without one can only be told of it. */
  const pen = async (from: Point, to: Point, pressure: number, eraser = false) =>
    editor.canvas.evaluate(
      (canvas, { from, to, pressure, eraser }) => {
        const send = (type: string, { x, y }: Point, held: boolean) => {
          const buttons = held ? (eraser ? 32 : 1) : 0;
          const button = type === 'pointermove' ? -1 : eraser ? 5 : 0;
          const more = { pointerType: 'pen', pointerId: 7, bubbles: true, cancelable: true };
          const event = { ...more, clientX: x, clientY: y, buttons, button, pressure: held ? pressure : 0 };
          canvas.dispatchEvent(new PointerEvent(type, event));
        };
        send('pointerdown', from, true);
        for (let k = 1; k <= 8; k++) {
          const at = { x: from.x + ((to.x - from.x) * k) / 8, y: from.y + ((to.y - from.y) * k) / 8 };
          send('pointermove', at, true);
        }
        send('pointerup', to, false);
      },
      { from, to, pressure, eraser },
    );
  const left = await inPicture(editor, 0.3, 0.5);
  const right = await inPicture(editor, 0.7, 0.5);
  await pen(left, right, 1);
  const full = await paintedShare(editor);
  expect(full).toBeGreaterThan(0.01);
  await pen(await inPicture(editor, 0.5, 0.5), right, 1, true);
  expect(await paintedShare(editor)).toBeLessThan(0.7 * full);
  await editor.button('Clear mask').click();
  await pen(left, right, 0.3);
  expect(await paintedShare(editor)).toBeLessThan(0.6 * full);
  await editor.button('Clear mask').click();
  await editor.button('Pen pressure changes the size').click();
  await pen(left, right, 0.3);
  expect(await paintedShare(editor)).toBeCloseTo(full, 3);
});

test.describe('by finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a loupe shows what the finger hides, for as long as it is down', async ({ editor, page }) => {
    await openPhoto(editor);
    const session = await page.context().newCDPSession(page);
    const { x, y } = await inPicture(editor, 0.5, 0.6);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ id: 0, x: x + dx, y }],
      });
    const above = () => page.screenshot({ clip: { x: x - 40, y: y - 150, width: 80, height: 60 } });
    const before = await above();
    await touch('touchStart', 0);
    for (let dx = 2; dx <= 20; dx += 2) await touch('touchMove', dx);
    await expect.poll(async () => before.equals(await above())).toBe(false);
    await touch('touchEnd', 20);
    await expect.poll(async () => before.equals(await above())).toBe(true);
  });

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
