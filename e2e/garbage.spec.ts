import { expect, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, requireChromium } from '../scripts/lib/chromium.mjs';
import { en } from '../src/i18n/en.ts';
import { add, row, test } from './support/models.ts';
import { PHOTO } from './support/work.ts';

const executablePath = await requireChromium();
test.use({ launchOptions: { executablePath, args: [...CHROMIUM_ARGS, '--js-flags=--expose-gc'] } });

/** From now on a worker collects its garbage whenever it has nothing else to do. */
async function collectAlways(page: Page, name: string): Promise<void> {
  const worker = page.workers().find((one) => one.url().includes(`/${name}-`));
  if (!worker) throw new Error(`no worker ${name}`);
  await worker.evaluate(() => {
    const collect = () => {
      (globalThis as unknown as { gc(): void }).gc();
      setTimeout(collect, 0);
    };
    collect();
  });
}

test('files are opened whenever garbage is collected: models arrive, edits are kept', async ({
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(/request elsewhere/);
  await editor.goto();
  await editor.open(PHOTO);
  await collectAlways(page, 'codec');
  for (const x of [0.3, 0.4, 0.5, 0.6]) {
    await editor.drag({ x, y: 0.3 }, { x, y: 0.6 });
    await expect(page.getByTestId('save-state')).toHaveText(en['save.saved']);
  }
  await add(editor, hub, 'someone/bare');
  await collectAlways(page, 'download');
  await expect(row(page, 'someone/bare')).toContainText('Ready', { timeout: 30_000 });
  await page.getByLabel('Repository or address').fill('someone/nano');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(page, 'someone/nano')).toContainText('Ready', { timeout: 30_000 });
});
