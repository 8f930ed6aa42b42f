import { expect } from '@playwright/test';
import type { EditorPage } from './support/editor-page.ts';
import { test } from './support/nano-test.ts';
import { differingPixels, readPng } from './support/pixels.ts';
import { PHOTO } from './support/work.ts';

async function picture(editor: EditorPage): Promise<string> {
  return Buffer.from(await editor.exportPng()).toString('base64');
}

test('what Heal painted is no fill to roll again, and is kept with the work', async ({ editor, page }) => {
  await editor.goto();
  await editor.open(PHOTO);
  await editor.tool('Heal');
  await page.keyboard.down('Alt');
  await editor.drag({ x: 0.35, y: 0.6 });
  await page.keyboard.up('Alt');
  await editor.drag({ x: 0.6, y: 0.5 }, { x: 0.7, y: 0.55 });
  await editor.button('Edit fill 1').click();
  await expect(editor.button('Delete fill')).toBeInViewport({ ratio: 1 });
  await expect(editor.button('Try again')).toHaveCount(0);
  const work = await picture(editor);
  await expect(page.getByTestId('save-state')).toHaveText('Draft saved');
  await editor.goto();
  await editor.button('Continue held-out.jpg').click();
  await expect(page.getByRole('list', { name: 'Fills' })).toContainText('1. Heal');
  expect(await picture(editor)).toEqual(work);
  await editor.button('Edit fill 1').click();
  await expect(editor.button('Try again')).toHaveCount(0);
});

test.describe('a fill in the list', () => {
  /** A photograph with one fill of the picture's own pixels. */
  async function filled(editor: EditorPage): Promise<{ original: string; filled: string }> {
    await editor.goto();
    await editor.open(PHOTO);
    const original = await picture(editor);
    await editor.drag({ x: 0.44, y: 0.5 }, { x: 0.56, y: 0.5 });
    await editor.fill();
    await editor.pick('picture');
    await editor.accept();
    const filled = await picture(editor);
    expect(filled).not.toBe(original);
    return { original, filled };
  }

  /** Undo brings the first picture back, Redo the second. */
  async function expectUndoable(editor: EditorPage, before: string, after: string): Promise<void> {
    expect(await picture(editor), 'as the action left it').toBe(after);
    await editor.button('Undo').click();
    expect(await picture(editor), 'undone').toBe(before);
    await editor.button('Redo').click();
    expect(await picture(editor), 'done again').toBe(after);
  }

  test('hidden, and deleted: the export follows, and so do Undo and Redo', async ({ editor, page }) => {
    const { original, filled: done } = await filled(editor);
    await editor.button('Hide fill 1').click();
    await expectUndoable(editor, done, original);
    await editor.button('Show fill 1').click();
    await editor.button('Edit fill 1').click();
    await editor.button('Delete fill').click();
    await expect(page.getByRole('list', { name: 'Fills' })).toBeHidden();
    await expectUndoable(editor, done, original);
  });

  test('gets another edge: nothing outside what was made changes', async ({ editor, page }) => {
    const { original, filled: done } = await filled(editor);
    await editor.button('Edit fill 1').click();
    const bytes = (base64: string) => readPng(Buffer.from(base64, 'base64'));
    const changed = (base64: string) => differingPixels(bytes(original), bytes(base64)).length;
    await page.getByRole('slider', { name: 'Soft edge' }).focus();
    await page.keyboard.press('Home');
    await expect(page.getByRole('slider', { name: 'Soft edge' })).toHaveValue('0');
    await expect.poll(() => picture(editor)).not.toBe(done);
    const hard = await picture(editor);
    expect(changed(hard), 'a hard edge covers less').toBeLessThan(changed(done));
    await page.getByRole('slider', { name: 'Wider edge' }).focus();
    await page.keyboard.press('End');
    await expect.poll(() => picture(editor)).not.toBe(hard);
    const wide = await picture(editor);
    expect(changed(wide), 'a wider one more').toBeGreaterThan(changed(hard));
    await expectUndoable(editor, hard, wide);
    await editor.button('Undo').click();
    await expectUndoable(editor, done, hard);
  });

  test('rolled again: the new one takes its place, and Undo brings the old one back', async ({
    editor,
    page,
  }) => {
    const { filled: done } = await filled(editor);
    await editor.button('Edit fill 1').click();
    await editor.button('Try again').click();
    await expect(editor.button('Accept')).toBeVisible({ timeout: 90_000 });
    await editor.pick('model');
    await editor.accept();
    await expect(page.getByRole('list', { name: 'Fills' }).getByRole('listitem')).toHaveCount(1);
    const rolled = await picture(editor);
    expect(rolled).not.toBe(done);
    await expectUndoable(editor, done, rolled);
  });

  test('compared, held or pressed: the picture without it, and nothing is changed', async ({
    editor,
    page,
  }) => {
    await filled(editor);
    const shown = async () => {
      const box = await editor.canvas.boundingBox();
      if (!box) throw new Error('the canvas is not shown');
      const clip = { x: box.x + box.width / 2 - 12, y: box.y + box.height / 2 - 6, width: 24, height: 12 };
      return (await page.screenshot({ clip })).toString('base64');
    };
    const compare = editor.button('Compare without fill 1');
    await compare.hover();
    const after = await shown();
    await page.mouse.down();
    await expect.poll(shown).not.toBe(after);
    const before = await shown();
    await page.waitForTimeout(350);
    await page.mouse.up();
    await expect.poll(shown, 'a long press was a look').toBe(after);
    await compare.click();
    await expect(compare).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText('Without fill 1', { exact: true })).toBeVisible();
    await expect.poll(shown).toBe(before);
    await compare.click();
    await expect(compare).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(shown).toBe(after);
    await compare.press('Enter');
    await expect.poll(shown, 'by key too').toBe(before);
    await expect(editor.button('Redo')).toBeDisabled();
    // Whoever paints wants to see what is there.
    await editor.drag({ x: 0.2, y: 0.2 }, { x: 0.22, y: 0.2 });
    await expect(compare).toHaveAttribute('aria-pressed', 'false');
    await editor.button('Undo').click();
    await page.mouse.move(0, 0);
    await expect.poll(shown).toBe(after);
    await compare.press('Enter');
    await editor.button('Undo').click();
    await expect(page.getByText('Without fill 1', { exact: true })).toBeHidden();
    await editor.button('Redo').click();
    await expect.poll(shown).toBe(after);
    await expect(compare).toHaveAttribute('aria-pressed', 'false');
  });
});
