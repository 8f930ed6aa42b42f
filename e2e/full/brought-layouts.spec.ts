import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { differingPixels, readPng, withinReach } from '../support/pixels.ts';
import type { LayoutGoldens } from '../support/layouts.ts';
import { openManager, row, test } from '../support/models.ts';
import { PHOTO } from '../support/work.ts';

// What `layouts.spec.ts` holds to torch number by number is brought, chosen and used here as a person would.

const { packs }: LayoutGoldens = JSON.parse(
  readFileSync(new URL('../packs/layouts/goldens.json', import.meta.url), 'utf8'),
);
/** Picture pixels that a fade reaches at most: 8 of the model’s, in a window of no more than four times its size. */
const FADE = 32;

test('packs of every layout are brought, chosen and fill: what runs is said, pixels outside stay', async ({
  editor,
  page,
}) => {
  test.setTimeout(600_000);
  await editor.goto('?provider=wasm');
  await editor.open(PHOTO);
  const before = readPng(await editor.exportPng());
  await editor.drag({ x: 0.49, y: 0.5 }, { x: 0.51, y: 0.5 });
  const mask = readPng(await editor.exportMask());
  const reach = withinReach(mask, FADE);
  const running = page.getByRole('region', { name: 'In use now' });
  const info = page.locator('.candidate-info');

  for (const [name, { kind, channels, half, outputs }] of Object.entries(packs)) {
    await openManager(page);
    await page.getByTestId('model-zip-input').setInputFiles(join('e2e', 'packs', 'layouts', `${name}.zip`));
    await expect(row(page, name), name).toContainText('Ready', { timeout: 30_000 });
    await page.getByRole('button', { name: `Use: ${name}`, exact: true }).click();
    await page.keyboard.press('Escape');

    const words = 'text' in outputs;
    await page.getByRole('radio', { name: words ? 'Add' : 'Fill', exact: true }).check({ force: true });
    if (words) await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a red apple');
    if (kind === 'diffusion') await editor.number('Steps', 2);
    await editor.fill();
    await editor.candidates.getByRole('option').last().click();
    if (!(await info.evaluate((details) => (details as HTMLDetailsElement).open))) {
      await page.getByText('How it was made').click();
    }
    await expect(info, name).toContainText(`stored:${name}`);
    const method = channels === 9 ? en['method.finetuned'] : en['method.replace'];
    const stage = kind === 'eraser' ? en['stage.eraser'] : `${method}2 steps`;
    await expect(info.locator('ol'), name).toContainText(stage);
    await editor.accept();
    const changed = differingPixels(before, readPng(await editor.exportPng()));
    expect(changed.length, name).toBeGreaterThan(0);
    expect(changed.filter((index) => !reach[index]).length, `${name}: pixels outside`).toBe(0);

    await expect(editor.status, name).toContainText('On the processor');
    await openManager(page);
    await expect(running, name).toContainText(name);
    await expect(running, name).toContainText(half ? 'float16' : 'float32');
    await page.keyboard.press('Escape');
    // The next pack gets the same hole.
    await editor.button('Undo').click();
  }
});
