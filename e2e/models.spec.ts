import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { zipSync } from 'fflate';
import { serveModel } from '../scripts/serve-model.mjs';
import { filesBelow } from './support/hub-server.ts';
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
} from './support/models.ts';
import { PHOTO } from './support/work.ts';

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
  const names = await page.evaluate(async () => (await window.lacuna.models()).map(({ name }) => name));
  expect(names).toContain('someone/bare');
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
  await expect(model).toContainText('A file of this model is damaged (unet/model.onnx_data)');
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
  await expect(model).toContainText('sent a web page in place of a model file');
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
  await flipInStore(page, CHUNK + 7);
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
  await confirm(page, 'Delete');
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
  await expect(page.getByText('There is nothing public at that address')).toBeVisible();
});

test('a folder of any web host is taken, with and without a list of its files', async ({
  editor,
  guard,
  page,
}) => {
  const bare = mkdtempSync(join(tmpdir(), 'lacuna-bare-'));
  cpSync(join('e2e', 'packs', 'nano'), bare, { recursive: true });
  rmSync(join(bare, 'lacuna.json'));
  const listed = await serveModel(join('e2e', 'packs', 'nano'));
  const unlisted = await serveModel(bare);
  guard.allow(/request elsewhere/, /status of 404/, TOLD);
  await editor.goto();
  await editor.open(PHOTO);
  await openManager(page);
  for (const { url } of [listed, unlisted]) {
    await page.getByLabel('Repository or address').fill(url);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(row(page, new URL(url).host)).toContainText('Ready', { timeout: 30_000 });
  }
  await listed.close();
  await unlisted.close();
  rmSync(bare, { recursive: true });
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
  await confirm(page, 'Delete');
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

test('a known model is looked up at the first click, pinned, and fetched at that commit from then on', async ({
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(/request elsewhere/, TOLD);
  await editor.goto();
  await editor.open(PHOTO);
  await openManager(page);
  await setHub(page, hub.url);
  const known = page.getByRole('region', { name: 'Known public models' });
  await expect(known.getByRole('listitem').filter({ hasText: 'MI-GAN' })).toContainText('Licence: MIT');
  await known.getByRole('button', { name: 'Download: MI-GAN' }).click();
  const model = row(page, 'MI-GAN');
  await expect(model).toContainText('Ready', { timeout: 30_000 });
  await expect(model).toContainText('Commit 0123456');
  await expect(known.getByText('MI-GAN')).toHaveCount(0);

  // The pin outlives the model: the second time nobody is asked what the revision means.
  await model.getByRole('button', { name: 'Delete' }).click();
  await confirm(page, 'Delete');
  await expect(model).toHaveCount(0);
  const asked = hub.questions();
  await known.getByRole('button', { name: 'Download: MI-GAN' }).click();
  await expect(model).toContainText('Ready', { timeout: 30_000 });
  expect(hub.questions()).toBe(asked);
});

test('a model that this device is not made for is asked about before a byte of it is fetched', async ({
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(/request elsewhere/, TOLD);
  await editor.goto();
  await editor.open(PHOTO);
  await openManager(page);
  await setHub(page, hub.url);
  const known = page.getByRole('region', { name: 'Known public models' });
  await known.getByRole('button', { name: 'Download: SD-Turbo' }).click();
  const question = page.getByRole('dialog', { name: 'Download SD-Turbo all the same?' });
  await expect(question).toContainText('no usable graphics card');
  expect(hub.log).toHaveLength(0);
  await question.getByRole('button', { name: 'Keep working' }).click();
  const model = row(page, 'SD-Turbo');
  await expect(model).toContainText('Available');
  expect(hub.log).toHaveLength(0);
  await model.getByRole('button', { name: 'Cancel' }).click();
  await confirm(page, 'Cancel the download');
  await expect(model).toHaveCount(0);
});

test('the report tells of device, versions and errors, and nothing of picture or prompt', async ({
  context,
  editor,
  guard,
  hub,
  page,
}) => {
  guard.allow(/request elsewhere/, TOLD);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.goto();
  await page.getByTestId('open-input').setInputFiles({
    name: 'grandmas-secret-garden.jpg',
    mimeType: 'image/jpeg',
    buffer: await readFile(PHOTO),
  });
  await expect(editor.button('Export')).toBeEnabled();
  await page.getByRole('radio', { name: 'Add', exact: true }).check({ force: true });
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('zebra astride a xylophone');
  await editor.number('Steps', 2);
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.fill();
  hub.faults.html = 'unet/model.onnx';
  await add(editor, hub, 'someone/bare');
  await expect(row(page, 'someone/bare')).toContainText('Paused', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByText('The report is in the clipboard')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).not.toMatch(/zebra|xylophone|grandma|secret/i);
  const report = JSON.parse(text);
  expect(Object.keys(report).sort()).toEqual(
    ['browser', 'device', 'engine', 'errors', 'models', 'storage', 'versions'].sort(),
  );
  expect(report.versions.runtime).toMatch(/^1\./);
  expect(report.versions.page).toMatch(/^\d/);
  expect(report.engine.info.provider).toBe('wasm');
  expect(report.errors.at(-1).code).toBe('model-page');
  expect(report.models[0]).toMatchObject({ state: 'paused', error: 'model-page' });
  // Pixels would be long: nothing in it is.
  expect(text.length).toBeLessThan(10_000);
});

test('an archive dropped on the page is taken in as a model', async ({ editor, page }) => {
  await editor.goto();
  await editor.open(PHOTO);
  const nano = await filesBelow(join('e2e', 'packs', 'nano'));
  const entries = Object.fromEntries([...nano].map(([path, body]) => [path, new Uint8Array(body)]));
  const archive = Buffer.from(zipSync(entries, { level: 0 })).toString('base64');
  const data = await page.evaluateHandle((text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'dropped.zip', { type: 'application/zip' }));
    return transfer;
  }, archive);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(page.getByRole('dialog', { name: 'Models' })).toBeVisible();
  await expect(row(page, 'Nano')).toContainText('Ready', { timeout: 30_000 });
});

test.describe('a plain host', () => {
  test.use({ hosting: 'plain' });

  test('asks no other host for anything before the service worker controls the page', async ({
    editor,
    guard,
    hub,
    page,
    site,
  }) => {
    guard.allow(/404|Failed to load resource/, TOLD, /request elsewhere/);
    site.overrides.set('/sw.js', { status: 404, body: 'gone' });
    await page.goto(site.url);
    const addBare = async () => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Manage models' }).click();
      await setHub(page, hub.url);
      await page.getByLabel('Repository or address').fill('someone/bare');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
    };
    await addBare();
    await expect(page.getByRole('alert')).toBeVisible();
    expect(hub.questions()).toBe(0);
    expect(site.log.some(({ path }) => /assets\/download-/.test(path))).toBe(false);

    site.overrides.delete('/sw.js');
    await editor.goto();
    await addBare();
    await expect(row(page, 'someone/bare')).toContainText('Ready', { timeout: 30_000 });
  });
});
