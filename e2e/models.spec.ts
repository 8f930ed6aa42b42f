import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import type { EditorPage } from './support/editor-page.ts';
import { filesBelow, type HubServer, startHub } from './support/hub-server.ts';
import { test as base } from './support/nano-test.ts';
import { PHOTO } from './support/work.ts';

const CHUNK = 16 * 2 ** 20;
/** Three chunks, the last one short. */
const BIG = randomBytes(2 * CHUNK + 5_000_000);

const test = base.extend<{ hub: HubServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
  hub: async ({}, use) => {
    const nano = await filesBelow(join('e2e', 'packs', 'nano'));
    nano.delete('goldens.json');
    const bare = new Map([...nano].filter(([path]) => path !== 'lacuna.json'));
    const hub = await startHub({
      'someone/nano': nano,
      'someone/bare': bare,
      // Weights that no graph reads: they make the model large.
      'someone/large': new Map([...bare, ['unet/extra.onnx_data', BIG]]),
    });
    await use(hub);
    await hub.close();
  },
});

/** Opens the manager and adds a model of the local hub. */
async function add(editor: EditorPage, hub: HubServer, repo: string): Promise<void> {
  const { page } = editor;
  await openManager(page);
  await page.getByLabel('Hub address').fill(hub.url);
  await page.getByLabel('Repository or address').fill(repo);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
}

async function openManager(page: Page): Promise<void> {
  const manage = page.getByRole('button', { name: 'Manage models' });
  if (!(await manage.isVisible())) await page.getByText('Advanced', { exact: true }).click();
  await manage.click();
  await expect(page.getByRole('dialog', { name: 'Models' })).toBeVisible();
}

/** What the page tells a person it also tells the console. */
const TOLD = /^console: LacunaError/;

const row = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Your models' }).getByRole('listitem').filter({ hasText: name });

test('a model of a hub is downloaded, used for a fill, and there again after a reload', async ({
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(new RegExp(`request elsewhere: ${hub.url}/`));
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/bare');
  const model = row(page, 'someone/bare');
  await expect(model).toContainText('Ready', { timeout: 30_000 });
  await expect(model).toContainText('cc0-1.0');
  await model.getByRole('button', { name: 'Use' }).click();
  await page.keyboard.press('Escape');
  await editor.number('Steps', 2);
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.fill();
  await editor.pick('model');
  for (const { headers } of hub.log)
    expect([headers.referer, headers.cookie]).toEqual([undefined, undefined]);

  const before = hub.log.length;
  await page.reload();
  await editor.open(PHOTO);
  await openManager(page);
  await expect(row(page, 'someone/bare')).toContainText('Ready');
  expect(hub.log).toHaveLength(before);
});

test('a cut download goes on where it was, also after a reload', async ({ editor, guard, hub, page }) => {
  guard.allow(/request elsewhere/, /net::ERR/);
  hub.faults.cut = { afterBytes: CHUNK + 1_000_000, times: 1 };
  hub.faults.bytesPerSecond = 12e6;
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/large');
  const model = row(page, 'someone/large');
  await expect(model.getByRole('button', { name: 'Pause' })).toBeVisible();
  // The second chunk is on its way: the first is safe.
  await expect
    .poll(() => hub.log.filter(({ range }) => range !== undefined).length, { timeout: 30_000 })
    .toBeGreaterThan(0);
  await page.reload();
  delete hub.faults.bytesPerSecond;
  await editor.open(PHOTO);
  await openManager(page);
  await expect(model).toContainText('Paused');
  await model.getByRole('button', { name: 'Resume' }).click();
  await expect(model).toContainText('Ready', { timeout: 60_000 });
  const ranges = hub.log.filter(({ path }) => path.endsWith('extra.onnx_data')).map(({ range }) => range);
  expect(ranges[0]).toBeUndefined();
  expect(ranges[1]).toBe(`bytes=${CHUNK}-${BIG.length - 1}`);
  expect(ranges.at(-1)).toMatch(new RegExp(`^bytes=(${CHUNK}|${2 * CHUNK})-`));
  // Not more than one chunk a cut was sent twice.
  expect(hub.sentBytes()).toBeLessThan(BIG.length + 2 * CHUNK + 2_000_000);
});

test('busy hosts are asked again, a host without ranges is read from the start', async ({
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(/request elsewhere/, /status of (429|503)/, /net::ERR/);
  hub.faults.status = { code: 429, retryAfter: '1', times: 2 };
  hub.faults.ignoresRanges = true;
  hub.faults.cut = { afterBytes: CHUNK + 1000, times: 1 };
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/large');
  await expect(row(page, 'someone/large')).toContainText('Ready', { timeout: 60_000 });
});

test('wrong bytes never become a model, and a repair fetches them again', async ({
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(/request elsewhere/, TOLD);
  hub.faults.flip = 'unet/model.onnx_data';
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/bare');
  const model = row(page, 'someone/bare');
  await expect(model).toContainText('Damaged', { timeout: 30_000 });
  await expect(model).toContainText('unet/model.onnx_data is not what it should be');
  hub.faults.flip = null;
  await model.getByRole('button', { name: 'Repair' }).click();
  await expect(model).toContainText('Ready', { timeout: 30_000 });
});

test('a page in place of a model is refused', async ({ editor, guard, hub, page }) => {
  guard.allow(/request elsewhere/, TOLD);
  hub.faults.html = 'unet/model.onnx';
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/bare');
  const model = row(page, 'someone/bare');
  await expect(model).toContainText('Paused', { timeout: 30_000 });
  await expect(model).toContainText('answered a web page');
});

test('one flipped byte on disk is found, and one chunk is fetched again', async ({
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(/request elsewhere/);
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/large');
  const model = row(page, 'someone/large');
  await expect(model).toContainText('Ready', { timeout: 60_000 });
  await page.evaluate(flipInStore, CHUNK + 7);
  await model.getByRole('button', { name: 'Verify' }).click();
  await expect(model).toContainText('Damaged', { timeout: 30_000 });
  const before = hub.log.length;
  await model.getByRole('button', { name: 'Repair' }).click();
  await expect(model).toContainText('Ready', { timeout: 30_000 });
  expect(hub.log.slice(before).map(({ range }) => range)).toEqual([`bytes=${CHUNK}-${2 * CHUNK - 1}`]);
});

test('a file that two models share is fetched once and stays until both are gone', async ({
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(/request elsewhere/);
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'someone/bare');
  await expect(row(page, 'someone/bare')).toContainText('Ready', { timeout: 30_000 });
  const before = hub.log.filter(({ path }) => path === 'unet/model.onnx_data').length;
  await page.getByLabel('Repository or address').fill('someone/nano');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(page, 'someone/nano')).toContainText('Ready', { timeout: 30_000 });
  expect(hub.log.filter(({ path }) => path === 'unet/model.onnx_data')).toHaveLength(before);
  await row(page, 'someone/bare').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).last().click();
  await expect(row(page, 'someone/bare')).toHaveCount(0);
  await row(page, 'someone/nano').getByRole('button', { name: 'Verify' }).click();
  await expect(row(page, 'someone/nano')).toContainText('Ready');
});

test('addresses that are none, and repositories that hold no model, are said so', async ({
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(/request elsewhere/, /status of 404/, TOLD);
  await editor.goto();
  await editor.open(PHOTO);
  await add(editor, hub, 'not an address');
  await expect(page.getByText('That is no address of a model.')).toBeVisible();
  await page.getByLabel('Repository or address').fill('nobody/nothing');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('could not be reached')).toBeVisible();
});

test('a folder and a .zip are taken in, and an exported model comes back as it was', async ({
  editor,
  page,
}) => {
  await editor.goto();
  await editor.open(PHOTO);
  await openManager(page);
  await page.getByTestId('model-folder-input').setInputFiles(join('e2e', 'packs', 'nano'));
  const model = row(page, 'Nano');
  await expect(model).toContainText('Ready', { timeout: 30_000 });
  const download = page.waitForEvent('download');
  await model.getByRole('button', { name: 'Export as .zip' }).click();
  const archive = await (await download).path();
  await model.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).last().click();
  await expect(model).toHaveCount(0);
  await page
    .getByTestId('model-zip-input')
    .setInputFiles({ name: 'again.zip', mimeType: 'application/zip', buffer: await readFile(archive) });
  await expect(model).toContainText('Ready', { timeout: 30_000 });
  await model.getByRole('button', { name: 'Verify' }).click();
  await expect(model).toContainText('Ready');
});

test('what is no model is refused by name', async ({ editor, guard, page }) => {
  guard.allow(TOLD);
  await editor.goto();
  await editor.open(PHOTO);
  await openManager(page);
  const zip = page.getByTestId('model-zip-input');
  await zip.setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from('no archive') });
  await expect(page.getByText('This kind of model cannot run here (zip)')).toBeVisible();
  const nano = await filesBelow(join('e2e', 'packs', 'nano'));
  nano.delete('vae_decoder/model.onnx');
  const entries = Object.fromEntries([...nano].map(([path, body]) => [path, new Uint8Array(body)]));
  await zip.setInputFiles({
    name: 'b.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(zipSync(entries)),
  });
  await expect(page.getByText('vae_decoder/model.onnx is missing')).toBeVisible();
});

/** Runs in the page: flips one byte of the largest file of the store. */
async function flipInStore(at: number): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const files = await (await root.getDirectoryHandle('lacuna-models')).getDirectoryHandle('files');
  let largest: { handle: FileSystemFileHandle; size: number } | null = null;
  for await (const handle of files.values()) {
    if (handle.kind !== 'file') continue;
    const { size } = await (handle as FileSystemFileHandle).getFile();
    if (!largest || size > largest.size) largest = { handle: handle as FileSystemFileHandle, size };
  }
  if (!largest) throw new Error('the store is empty');
  const file = await largest.handle.getFile();
  const byte = new Uint8Array(await file.slice(at, at + 1).arrayBuffer());
  byte[0] = (byte[0] ?? 0) ^ 1;
  const writer = await largest.handle.createWritable({ keepExistingData: true });
  await writer.write({ type: 'write', position: at, data: byte });
  await writer.close();
}
