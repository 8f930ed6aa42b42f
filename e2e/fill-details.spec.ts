import { expect } from '@playwright/test';
import { test } from './support/nano-test.ts';
import { differingPixels, readPng } from './support/pixels.ts';
import { PHOTO } from './support/work.ts';

test('the instant candidate and the model’s are two pictures, and either can be accepted', async ({
  editor,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  const before = readPng(await editor.exportPng());
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  const accepted = [];
  for (const maker of ['picture', 'model'] as const) {
    await editor.fill();
    await editor.pick(maker);
    await editor.accept();
    accepted.push(readPng(await editor.exportPng()));
    await editor.button('Undo').click();
  }
  const [own, model] = accepted;
  if (!own || !model) throw new Error('two were accepted');
  expect(differingPixels(before, own).length).toBeGreaterThan(100);
  expect(differingPixels(before, model).length).toBeGreaterThan(100);
  expect(differingPixels(own, model).length).toBeGreaterThan(100);
});

test('Escape that closes the Export menu leaves the fill alone; the next one cancels it', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.number('Steps', 150);
  await editor.fillButton.click();
  await expect(editor.button('Cancel')).toBeVisible();
  await page.getByLabel('More ways to save').click();
  const item = page.getByRole('button', { name: 'Save mask as PNG' });
  await expect(item).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(item).toBeHidden();
  await expect(editor.button('Cancel')).toBeVisible();
  await expect(page.getByText('Cancelled.')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(editor.fillButton).toBeVisible();
});

test('words and symbols that the model will not take are named, under both prompts', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await page.getByRole('radio', { name: 'Add', exact: true }).check({ force: true });
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  // The model's list of words comes with the engine.
  await prompt.fill('a red zzz, * apple');
  await expect(prompt).toHaveAccessibleDescription('This small model does not know ‘zzz’, ‘*’.', {
    timeout: 30_000,
  });
  await prompt.fill(`${'red '.repeat(14)}blue apple`);
  await expect(prompt).toHaveAccessibleDescription(/reads 14 words.*‘blue’, ‘apple’/);
  await prompt.fill('red '.repeat(14));
  await expect(prompt).toHaveAccessibleDescription('');

  await page.getByText('Advanced', { exact: true }).click();
  const negative = page.getByRole('textbox', { name: 'Negative prompt', exact: true });
  await negative.fill(`${'red '.repeat(14)}grass`);
  await expect(negative).toHaveAccessibleDescription(/reads 14 words.*‘grass’/);

  // Of a removal it is the name of what goes away, from which the model is then guided.
  await page.getByRole('radio', { name: 'Remove', exact: true }).check({ force: true });
  const guidance = page.getByRole('spinbutton', { name: 'Guidance', exact: true });
  await expect(guidance).toHaveValue('1');
  await page.getByRole('textbox', { name: 'What goes away', exact: true }).fill('apple');
  await expect(guidance).toHaveValue('3');
});

test.describe('without cross-origin isolation', () => {
  test.use({ serviceWorkers: 'block' });

  test('a fill works, on a single thread', async ({ editor, guard, page, site }) => {
    guard.allow(/No offline copy/);
    const { body, headers } = await plainPage(site.url);
    site.overrides.set('/', { status: 200, body, headers });
    await page.goto(`${site.url}?provider=wasm`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await editor.open(PHOTO);
    const before = readPng(await editor.exportPng());
    await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
    await editor.fill();
    await expect(editor.status.getByTitle('WASM, 1 thread')).toHaveText(/^On the processor/);
    await editor.pick('model');
    await editor.accept();
    expect(differingPixels(before, readPng(await editor.exportPng())).length).toBeGreaterThan(100);
  });
});

/** The page as it is, with the two headers of isolation turned off. */
async function plainPage(url: string): Promise<{ body: string; headers: Record<string, string> }> {
  const body = await (await fetch(url)).text();
  const headers = {
    'Cross-Origin-Opener-Policy': 'unsafe-none',
    'Cross-Origin-Embedder-Policy': 'unsafe-none',
  };
  return { body, headers };
}
