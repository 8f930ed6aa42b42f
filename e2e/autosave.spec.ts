import { type BrowserContext, expect, type Page } from '@playwright/test';
import { en } from '../src/i18n/en.ts';
import { EditorPage } from './support/editor-page.ts';
import { test } from './support/nano-test.ts';
import { expectAlert, PHOTO, prepareWork, readWork } from './support/work.ts';

/** The words about what would survive a crash. */
function saveState(page: Page) {
  return page.getByTestId('save-state');
}

async function expectSaved(page: Page): Promise<void> {
  await expect(saveState(page)).toHaveText(en['save.saved']);
}

/** Another visit in the same browser. */
async function nextVisit(context: BrowserContext, url: string): Promise<EditorPage> {
  const editor = new EditorPage(await context.newPage(), url);
  await editor.goto();
  return editor;
}

/** The renderer of a page is gone from one moment to the next. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

async function continueWork(editor: EditorPage): Promise<void> {
  await editor.button('Continue held-out.jpg').click();
  await expect(editor.button('Export')).toBeEnabled();
}

test('a killed tab: the next visit offers the work, as it was to the last edit, with its undo', async ({
  context,
  editor,
  guard,
  page,
  site,
}) => {
  guard.allow(/Target crashed|Page crashed/);
  await editor.goto();
  await prepareWork(editor);
  await editor.number('Steps', 2);
  await editor.fill();
  await editor.accept();
  await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
  const work = await readWork(editor);
  await expectSaved(page);
  await crash(page);

  const again = await nextVisit(context, site.url);
  await continueWork(again);
  expect(await readWork(again), 'picture and mask, byte for byte').toEqual(work);
  await again.button('Undo').click();
  await again.button('Undo').click();
  await expect(again.page.getByRole('list', { name: 'Fills' })).toBeHidden();
  await again.button('Redo').click();
  await expect(again.page.getByRole('list', { name: 'Fills' })).toBeVisible();
  await expectSaved(again.page);
});

/** What may become of a tab, and how it looks to a person. */
const ENDS = {
  'a closed tab': (page: Page) => page.close(),
  'a tab whose renderer crashes': crash,
} as const;

for (const [what, end] of Object.entries(ENDS)) {
  test(`a second after the last stroke ${what} has lost nothing`, async ({
    context,
    editor,
    guard,
    page,
    site,
  }) => {
    guard.allow(/Target crashed|Page crashed/);
    await editor.goto();
    await editor.open(PHOTO);
    const stroke = () => editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
    await stroke();
    const work = await readWork(editor);
    await editor.button('Undo').click();
    await expect(editor.button('Clear mask')).toBeDisabled();
    await expectSaved(page);
    // Reading takes long enough for anything to be kept: what was read is painted once more, and nothing is waited for.
    await stroke();
    await page.waitForTimeout(1000);
    await end(page);
    const again = await nextVisit(context, site.url);
    await continueWork(again);
    expect(await readWork(again), 'picture and mask, byte for byte').toEqual(work);
  });
}

test('kept work that is discarded stays away', async ({ context, editor, page, site }) => {
  await editor.goto();
  await editor.open(PHOTO);
  await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
  await expectSaved(page);
  await page.close();
  const again = await nextVisit(context, site.url);
  await again.button('Discard work on held-out.jpg').click();
  await expect(again.button('Continue held-out.jpg')).toBeHidden();
  await again.page.close();
  const third = await nextVisit(context, site.url);
  await third.page.waitForTimeout(1000);
  await expect(third.button('Continue held-out.jpg')).toBeHidden();
});

test('two tabs keep their work apart: none offers what the other holds', async ({
  context,
  editor,
  page,
  site,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
  await expectSaved(page);
  const second = await nextVisit(context, site.url);
  await second.page.waitForTimeout(1000);
  await expect(second.button('Continue held-out.jpg')).toBeHidden();
  await second.open(PHOTO);
  await second.drag({ x: 0.6, y: 0.6 }, { x: 0.7, y: 0.6 });
  await expectSaved(second.page);
  await expectSaved(page);
  await page.close();
  await second.page.close();
  const third = await nextVisit(context, site.url);
  await expect(third.button('Continue held-out.jpg')).toHaveCount(2);
});

test('work that another tab has taken meanwhile is not taken twice', async ({
  context,
  editor,
  guard,
  page,
  site,
}) => {
  guard.allow(/another tab holds this work/);
  await editor.goto();
  await editor.open(PHOTO);
  await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
  await expectSaved(page);
  await page.close();
  const first = await nextVisit(context, site.url);
  const second = await nextVisit(context, site.url);
  await expect(second.button('Continue held-out.jpg')).toBeVisible();
  await continueWork(first);
  await second.button('Continue held-out.jpg').click();
  await expectAlert(second.page, 'error.session-elsewhere');
  await expect(second.button('Continue held-out.jpg')).toBeHidden();
  await first.drag({ x: 0.6, y: 0.6 }, { x: 0.7, y: 0.6 });
  await expectSaved(first.page);
});

test('storage is full: told at once, nothing that was kept is harmed, and saving goes on by itself', async ({
  context,
  editor,
  page,
  site,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
  await expectSaved(page);
  const session = await context.newCDPSession(page);
  const limit = (quotaSize?: number) =>
    session.send('Storage.overrideQuotaForOrigin', {
      origin: site.origin,
      ...(quotaSize !== undefined && { quotaSize }),
    });
  await limit(1);
  await editor.drag({ x: 0.3, y: 0.6 }, { x: 0.4, y: 0.6 });
  await expect(saveState(page)).toHaveText(en['save.full']);
  await expect(editor.button('Save project')).toBeVisible();
  const work = await readWork(editor);
  await limit();
  await expectSaved(page);
  await page.close();
  const again = await nextVisit(context, site.url);
  await continueWork(again);
  expect(await readWork(again)).toEqual(work);
});

/** Storage that is switched off, as in some private windows: for page and workers alike. */
const NO_STORAGE = `{
  const off = () => new DOMException('storage is switched off', 'SecurityError');
  const refuse = () => Promise.reject(off());
  StorageManager.prototype.getDirectory = refuse;
  for (const name of ['open', 'keys', 'match', 'has', 'delete']) CacheStorage.prototype[name] = refuse;
  IDBFactory.prototype.open = () => { throw off(); };
  for (const name of ['localStorage', 'sessionStorage']) {
    if (name in self) Object.defineProperty(self, name, { get() { throw off(); } });
  }
}
`;

test.describe('storage is switched off', () => {
  test.use({ serviceWorkers: 'block' });

  test('everything works for this visit, and it is said that nothing is kept', async ({
    context,
    editor,
    guard,
    page,
  }, info) => {
    guard.allow(/switched off|the work is not kept|No offline copy/);
    await context.addInitScript(NO_STORAGE);
    await context.route(/\/assets\/(codec|inference)-[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: NO_STORAGE + (await response.text()) });
    });
    await editor.goto();
    const before = await prepareWork(editor);
    await expect(saveState(page)).toHaveText(en['save.unavailable']);
    await editor.number('Steps', 2);
    await editor.fill();
    await editor.accept();
    await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
    const work = await readWork(editor);
    expect(work.picture).not.toBe(before.picture);
    await expect(saveState(page)).toHaveText(en['save.unavailable']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('contentinfo').getByRole('button', { name: 'Save project' }).click(),
    ]);
    const path = info.outputPath('kept.lacuna');
    await download.saveAs(path);
    await page.reload();
    await editor.open(path);
    expect(await readWork(editor), 'the file has it').toEqual(work);
  });
});
