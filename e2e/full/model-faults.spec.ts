import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { EditorPage } from '../support/editor-page.ts';
import { writeTestPacks } from '../support/looping-pack.ts';
import {
  add,
  BIG,
  CHUNK,
  confirm,
  flipInStore,
  openManager,
  row,
  setHub,
  TOLD,
  test,
} from '../support/models.ts';
import { expectRecovered, PHOTO, prepareWork } from '../support/work.ts';

// What a host, a disk or another tab can do to a download: told, nothing lost, never a wrong byte in a model.

const LARGE = 'unet/extra.onnx_data';

test.beforeEach(({ guard }) => {
  guard.allow(/request elsewhere/, TOLD, /net::ERR/, /status of (4\d\d|503)/, /Quota/);
});

test('D2 the disk is full in the middle: what arrived is kept, the missing bytes are told, space helps', async ({
  context,
  editor,
  hub,
  page,
  site,
}) => {
  const session = await context.newCDPSession(page);
  await editor.goto();
  const work = await prepareWork(editor);
  const { usage = 0 } = await page.evaluate(() => navigator.storage.estimate());
  const quotaSize = usage + CHUNK + 9_000_000;
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize });
  await add(editor, hub, 'someone/large');
  // Where the browser's estimate tells of it, the page asks beforehand; the write is the proof.
  const ask = page.getByRole('dialog', { name: /someone\/large all the same/ });
  await ask.waitFor({ timeout: 4000 }).then(
    () => confirm(page, 'Download anyway'),
    () => undefined,
  );
  const model = row(page, 'someone/large');
  await expect(model).toContainText('Paused', { timeout: 60_000 });
  await expect(model).toContainText('The browser has no room for more');
  await expect(model).toContainText('are still to come');
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin });
  const before = hub.sentBytes();
  await model.getByRole('button', { name: 'Resume' }).click();
  await expect(model).toContainText('Ready', { timeout: 60_000 });
  expect(hub.sentBytes() - before).toBeLessThan(BIG.length);
  await page.keyboard.press('Escape');
  await expectRecovered(editor, work);
});

test('D3 site data is cleared: the page starts clean; the browser’s promise is asked for and shown', async ({
  context,
  editor,
  hub,
  page,
  site,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/bare');
  await expect(row(page, 'someone/bare')).toContainText('Ready', { timeout: 30_000 });
  await expect(page.getByText(/asked to keep it and did not promise/)).toBeVisible();

  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'all' });
  await editor.goto();
  const work = await prepareWork(editor);
  await openManager(page);
  await expect(row(page, 'someone/bare')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expectRecovered(editor, work);
});

test('D3 where the browser promises to keep it, that is shown', async ({
  browser,
  context,
  editor,
  hub,
  page,
  site,
}) => {
  const target = await (await context.newCDPSession(page)).send('Target.getTargetInfo');
  const { browserContextId } = target.targetInfo;
  if (browserContextId === undefined) throw new Error('the page has no context');
  await (await browser.newBrowserCDPSession()).send('Browser.grantPermissions', {
    origin: site.origin,
    permissions: ['durableStorage'],
    browserContextId,
  });
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/bare');
  await expect(row(page, 'someone/bare')).toContainText('Ready', { timeout: 30_000 });
  await expect(page.getByText('The browser keeps it until you delete it.')).toBeVisible();
});

test('D5 the renderer crashes in the middle: a new tab goes on from the last whole chunk', async ({
  context,
  editor,
  hub,
  page,
}) => {
  hub.faults.bytesPerSecond = 5e6;
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/large');
  await secondChunk(page);
  const session = await context.newCDPSession(page);
  const gone = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await gone;
  delete hub.faults.bytesPerSecond;
  const next = await context.newPage();
  await next.goto(editor.url);
  await next.getByTestId('open-input').setInputFiles(PHOTO);
  await expect(next.getByRole('button', { name: 'Export' })).toBeEnabled();
  await openManager(next);
  const model = row(next, 'someone/large');
  await expect(model).toContainText('Paused: 17 MB of');
  const before = hub.log.length;
  await model.getByRole('button', { name: 'Resume' }).click();
  await expect(model).toContainText('Ready', { timeout: 60_000 });
  const [first] = hub.log.slice(before).filter(({ path }) => path === LARGE);
  expect(first?.range).toBe(`bytes=${CHUNK}-${BIG.length - 1}`);
});

for (const wrong of ['start', 'total'] as const) {
  test(`D6 a part that is another than asked for (${wrong}) is never taken`, async ({
    editor,
    hub,
    page,
  }) => {
    hub.faults.cut = { afterBytes: CHUNK + 1_000_000, times: 1 };
    hub.faults.wrongRange = wrong;
    await editor.goto();
    await editor.open(PHOTO);
    await add(editor, hub, 'someone/large');
    const model = row(page, 'someone/large');
    await expect(model).toContainText('sends something else than it announced', { timeout: 60_000 });
    delete hub.faults.wrongRange;
    await model.getByRole('button', { name: 'Resume' }).click();
    await expect(model).toContainText('Ready', { timeout: 60_000 });
  });
}

test('D6 a file of another size is refused, before and after a cut', async ({ editor, hub, page }) => {
  hub.faults.grown = LARGE;
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/large');
  const model = row(page, 'someone/large');
  await expect(model).toContainText('sends something else than it announced', { timeout: 60_000 });
  delete hub.faults.grown;
  hub.faults.cut = { afterBytes: CHUNK + 1_000_000, times: 1 };
  await model.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => hub.faults.cut?.times, { timeout: 60_000 }).toBe(0);
  await expect(model).toContainText('Ready', { timeout: 60_000 });
  // No such range any more.
  await flipInStore(page, CHUNK + 7);
  await model.getByRole('button', { name: 'Verify' }).click();
  await expect(model).toContainText('Damaged', { timeout: 60_000 });
  hub.faults.status = { code: 416, times: 1 };
  await model.getByRole('button', { name: 'Repair' }).click();
  await expect(model).toContainText('sends something else than it announced', { timeout: 60_000 });
});

test('D7 addresses that expire are asked for anew, and none of them is kept', async ({
  editor,
  hub,
  page,
}) => {
  hub.faults.expired = 3;
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/bare');
  await expect(row(page, 'someone/bare')).toContainText('Ready', { timeout: 60_000 });
  const kept = await page.evaluate(storeText);
  expect(kept).toContain('someone/bare');
  expect(kept).not.toMatch(/cdn|Expires/);
});

test('D8 a busy hub is asked again; one that asks for long patience says so; silence is noticed', async ({
  editor,
  hub,
  page,
}) => {
  test.slow();
  hub.faults.apiStatus = { code: 503, retryAfter: '1', times: 2 };
  hub.faults.status = { code: 429, retryAfter: '600', times: 1 };
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/large');
  const model = row(page, 'someone/large');
  await expect(model).toContainText('asks to wait 10 min', { timeout: 60_000 });
  hub.faults.stall = { afterBytes: CHUNK + 1_000_000, times: 1 };
  await model.getByRole('button', { name: 'Download' }).click();
  // Thirty seconds without a byte, then a new request.
  await expect(model).toContainText('Ready', { timeout: 90_000 });
  expect(hub.log.filter(({ path }) => path === LARGE).at(-1)?.range).toBe(`bytes=${CHUNK}-${BIG.length - 1}`);
});

test('D8 a host that fails for good is asked five times and left alone; a mirror goes on from the last whole chunk', async ({
  editor,
  hub,
  mirror,
  page,
}) => {
  const requests = (of: typeof hub) => of.log.filter(({ path }) => path === LARGE);
  hub.faults.cut = { afterBytes: CHUNK + 1_000_000, times: 1 };
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/large');
  await expect.poll(() => hub.faults.cut?.times, { intervals: [50], timeout: 60_000 }).toBe(0);
  hub.faults.status = { code: 503, times: 1000 };
  const model = row(page, 'someone/large');
  await expect(model).toContainText('Paused: 17 MB of', { timeout: 90_000 });
  await expect(model).toContainText('could not be reached');
  expect(requests(hub), 'the cut is the first of five failures').toHaveLength(5);

  await setHub(page, mirror.url);
  await model.getByRole('button', { name: 'Resume' }).click();
  await expect(model).toContainText('Ready', { timeout: 60_000 });
  expect(requests(hub), 'the host that failed is not asked again').toHaveLength(5);
  expect(requests(mirror).map(({ range }) => range)).toEqual([`bytes=${CHUNK}-${BIG.length - 1}`]);
  expect(mirror.questions(), 'the commit is pinned').toBe(0);
});

test('a host that is not there is said so; the same model comes from a mirror', async ({
  editor,
  hub,
  page,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await openManager(page);
  await setHub(page, 'http://localhost:9');
  await page.getByLabel('Repository or address').fill('someone/bare');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('localhost:9 could not be reached')).toBeVisible({ timeout: 60_000 });
  await setHub(page, hub.url);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(page, 'someone/bare')).toContainText('Ready', { timeout: 30_000 });
});

test('G11 a model that brings the tab down is not taken up again by itself', async ({
  context,
  editor,
  page,
}) => {
  const packs = writeTestPacks();
  await editor.goto();
  await editor.open(PHOTO);
  await openManager(page);
  await page.getByTestId('model-folder-input').setInputFiles(join(packs, 'looping'));
  const model = page.getByRole('combobox', { name: 'Model', exact: true, includeHidden: true });
  await row(page, 'Nano').getByRole('button', { name: 'Use', exact: false }).click();
  await page.keyboard.press('Escape');
  await expect(model).toHaveValue('stored:looping');

  // An orderly reload takes it up again.
  await page.reload();
  await prepareWork(editor);
  await expect(model).toHaveValue('stored:looping');
  await editor.fillButton.click();
  await expect(editor.progress).toBeVisible();
  await page.waitForTimeout(2000);
  const session = await context.newCDPSession(page);
  const gone = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await gone;

  const next = new EditorPage(await context.newPage(), editor.url);
  await next.goto();
  await expect(next.page.getByRole('alert')).toContainText('ended while looping was at work');
  await expectRecovered(next, await prepareWork(next));
  rmSync(packs, { recursive: true });
});

test('G13 memory runs short: the document stays, and the next fill works', async ({
  context,
  editor,
  page,
}) => {
  await editor.goto();
  const work = await prepareWork(editor);
  const session = await context.newCDPSession(page);
  await session.send('Memory.simulatePressureNotification', { level: 'critical' });
  await expectRecovered(editor, work);
});

/** Waits until the first chunk is safe and the second one on its way. */
async function secondChunk(page: Page): Promise<void> {
  await expect(row(page, 'someone/large')).toContainText(/Downloading: (18|19|2\d)\sMB/, { timeout: 60_000 });
}

/** Runs in the page: everything the store has written about its models. */
async function storeText(): Promise<string> {
  const root = await navigator.storage.getDirectory();
  const home = await root.getDirectoryHandle('lacuna-models');
  let text = '';
  for (const name of ['records', 'partial', 'pins']) {
    for await (const handle of (await home.getDirectoryHandle(name)).values()) {
      if (handle.kind === 'file') text += await (await (handle as FileSystemFileHandle).getFile()).text();
    }
  }
  return text;
}
