import { type BrowserContext, chromium, expect } from '@playwright/test';
import { CHROMIUM_ARGS, requireChromium } from '../../scripts/lib/chromium.mjs';
import { EditorPage } from '../support/editor-page.ts';
import { test } from '../support/nano-test.ts';
import { prepareWork, readWork } from '../support/work.ts';

/** A browser that keeps what it stores in a folder, as a person's does. */
async function start(folder: string): Promise<BrowserContext> {
  const executablePath = await requireChromium();
  return chromium.launchPersistentContext(folder, {
    executablePath,
    args: CHROMIUM_ARGS,
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
  });
}

test('the whole browser crashes: its next start offers the work, to the last edit and with its undo', async ({
  site,
}, info) => {
  const folder = info.outputPath('profile');
  const first = await start(folder);
  const page = await first.newPage();
  const editor = new EditorPage(page, site.url);
  await editor.goto();
  await prepareWork(editor);
  await editor.number('Steps', 2);
  await editor.fill();
  await editor.accept();
  await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
  const work = await readWork(editor);
  await expect(page.getByTestId('save-state')).toHaveText('Draft saved');
  const gone = first.waitForEvent('close');
  const session = await first.newCDPSession(page);
  session.send('Browser.crash').catch(() => undefined);
  await gone;

  const second = await start(folder);
  try {
    const again = new EditorPage(await second.newPage(), site.url);
    await again.goto();
    await again.button('Continue held-out.jpg').click();
    await expect(again.button('Export')).toBeEnabled();
    expect(await readWork(again), 'picture and mask, byte for byte').toEqual(work);
    await again.button('Undo').click();
    await again.button('Undo').click();
    await expect(again.page.getByRole('list', { name: 'Fills' })).toBeHidden();
  } finally {
    await second.close();
  }
});
