import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { EditorPage } from './editor-page.ts';
import { filesBelow, type HubServer, startHub } from './hub-server.ts';
import { test as base } from './nano-test.ts';

/** Bytes that the store verifies, and loses after a cut, at a time. */
export const CHUNK = 16 * 2 ** 20;
/** Three chunks, the last one short. */
export const BIG = randomBytes(2 * CHUNK + 5_000_000);

/** As the nano test, with a hub of some models and, for those who ask for it, another hub that has the same. */
export const test = base.extend<{ hub: HubServer; mirror: HubServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
  hub: async ({}, use) => {
    const hub = await startHub(await repositories());
    await use(hub);
    await hub.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  mirror: async ({}, use) => {
    const mirror = await startHub(await repositories());
    await use(mirror);
    await mirror.close();
  },
});

async function repositories(): Promise<Parameters<typeof startHub>[0]> {
  const nano = await filesBelow(join('e2e', 'packs', 'nano'));
  nano.delete('goldens.json');
  const bare = new Map([...nano].filter(([path]) => path !== 'lacuna.json'));
  // Weights that no graph reads: they make the model large.
  const large = new Map([...bare, ['unet/extra.onnx_data', BIG]]);
  return {
    'someone/nano': nano,
    'someone/bare': bare,
    'someone/large': large,
    'schmuell/sd-turbo-ort-web': bare,
    'andraniksargsyan/migan': new Map([
      ['migan_pipeline_v2.onnx', bare.get('vae_decoder/model.onnx') as Buffer],
    ]),
    'someone/twin': large,
  };
}

/** What the page tells a person it also tells the console. */
export const TOLD = /^console: LacunaError/;

/** Opens the manager and adds a model of the local hub. */
export async function add(editor: EditorPage, hub: HubServer, repo: string): Promise<void> {
  const { page } = editor;
  await openManager(page);
  await setHub(page, hub.url);
  await page.getByLabel('Repository or address').fill(repo);
  const form = page.getByRole('region', { name: 'Add a model' });
  await form.getByRole('button', { name: 'Add', exact: true }).click();
}

export async function setHub(page: Page, url: string): Promise<void> {
  const field = page.getByLabel('Hub address');
  if (!(await field.isVisible())) await page.getByText('Revision and hub').click();
  await field.fill(url);
}

export async function openManager(page: Page): Promise<void> {
  const manage = page.getByRole('button', { name: 'Manage models' });
  if (!(await manage.isVisible())) await page.getByText('Advanced', { exact: true }).click();
  await manage.click();
  await expect(page.getByRole('dialog', { name: 'Models' })).toBeVisible();
}

/** The row of a model that somebody brought. */
export function row(page: Page, name: string): Locator {
  const rows = page.getByRole('region', { name: 'Your models' }).getByRole('listitem');
  return rows.filter({ hasText: name }).filter({ hasNotText: 'Built in' });
}

/** Says yes to the question on show. */
export async function confirm(page: Page, label: string): Promise<void> {
  await page.getByRole('dialog').last().getByRole('button', { name: label, exact: true }).click();
}

/** Flips one byte of the largest file of the store. */
export async function flipInStore(page: Page, at: number): Promise<void> {
  await page.evaluate(flip, at);
}

async function flip(at: number): Promise<void> {
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
