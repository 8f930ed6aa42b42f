import { type Browser, chromium, expect, type Worker } from '@playwright/test';
import { CHROMIUM_ARGS, requireChromium, SOFTWARE_WEBGPU_ARGS } from '../../scripts/lib/chromium.mjs';
import type { EditorPage } from '../support/editor-page.ts';
import { test as base } from '../support/nano-test.ts';
import { expectAlert, expectRecovered, prepareWork, readWork } from '../support/work.ts';

// What a graphics card may do, on the software adapter: be lost, crash, run out of memory, never answer. Each test has a
// browser of its own, since a browser gives up on a card that crashes repeatedly.
const test = base.extend<{ readonly ownBrowser: Browser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
  ownBrowser: async ({}, use) => {
    const executablePath = await requireChromium();
    const own = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, ...SOFTWARE_WEBGPU_ARGS] });
    await use(own);
    await own.close();
  },
  context: async ({ ownBrowser }, use) => {
    const context = await ownBrowser.newContext({ viewport: { width: 1280, height: 800 } });
    await use(context);
    await context.close();
  },
});

// A runtime whose GPU process is gone aborts, and says so.
const TOLD = /LacunaError|GPU|WebGPU|device|Device|mapAsync|Aborted\(\)/;
const STEPS = 6;
/** The software adapter compiles kernels for a minute or two before the first step. */
const COMPILING = { timeout: 240_000 };
test.describe.configure({ timeout: 600_000 });

async function prepare(editor: EditorPage) {
  await editor.page.goto(`${editor.url}?provider=webgpu`);
  const work = await prepareWork(editor);
  await editor.number('Seed', 7);
  await editor.number('Steps', STEPS);
  return work;
}

/** The newest inference worker. */
async function engineOf(editor: EditorPage): Promise<Worker> {
  const named: Worker[] = [];
  for (const worker of editor.page.workers().filter((one) => /\/inference-/.test(one.url()))) {
    const name = await worker.evaluate(() => self.name).catch(() => '');
    if (name === 'inference') named.push(worker);
  }
  const last = named.at(-1);
  if (!last) throw new Error('no inference worker');
  return last;
}

async function startFill(editor: EditorPage): Promise<void> {
  await editor.fillButton.click();
  await expect(editor.progress).toHaveAttribute('aria-valuetext', /Step [2-9]/, COMPILING);
}

/** The finished fill equals the same fill without a fault. */
async function expectSame(editor: EditorPage, work: Awaited<ReturnType<typeof readWork>>): Promise<void> {
  await expect(editor.button('Accept')).toBeVisible(COMPILING);
  await editor.accept();
  const healed = await editor.exportPng();
  await editor.button('Undo').click();
  expect(await readWork(editor)).toEqual(work);
  await editor.fill();
  await editor.accept();
  expect(await editor.exportPng(), 'as the same fill without a fault').toEqual(healed);
}

test('G1, G2: the device is lost in mid-fill: the same fill runs once more by itself, in another worker', async ({
  editor,
  guard,
}) => {
  guard.allow(TOLD);
  const work = await prepare(editor);
  await startFill(editor);
  const first = await engineOf(editor);
  await first.evaluate(() => {
    const create = GPUDevice.prototype.createCommandEncoder;
    GPUDevice.prototype.createCommandEncoder = function (...given) {
      this.destroy();
      return create.apply(this, given);
    };
  });
  await expectSame(editor, work);
  expect(await engineOf(editor)).not.toBe(first);
});

test('G1: the GPU process crashes in mid-fill: the same fill runs once more by itself', async ({
  ownBrowser,
  editor,
  guard,
}) => {
  guard.allow(TOLD);
  const work = await prepare(editor);
  await startFill(editor);
  const first = await engineOf(editor);
  await (await ownBrowser.newBrowserCDPSession()).send('Browser.crashGpuProcess');
  await expectSame(editor, work);
  expect(await engineOf(editor)).not.toBe(first);
});

test('G4: the GPU never answers: the worker is replaced, the same fill runs once more', async ({
  editor,
  guard,
}) => {
  guard.allow(TOLD);
  const work = await prepare(editor);
  await startFill(editor);
  const first = await engineOf(editor);
  await first.evaluate(() => {
    GPUBuffer.prototype.mapAsync = () => new Promise(() => undefined);
  });
  await expectSame(editor, work);
  expect(await engineOf(editor)).not.toBe(first);
});

test('G5: the GPU runs out of memory: once more with the parts taking turns, then told; nothing is lost', async ({
  editor,
  guard,
}) => {
  guard.allow(TOLD);
  const work = await prepare(editor);
  await startFill(editor);
  const noMemory = () => {
    const create = GPUDevice.prototype.createCommandEncoder;
    GPUDevice.prototype.createCommandEncoder = function (...given) {
      const error = new GPUOutOfMemoryError('on purpose');
      this.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
      return create.apply(this, given);
    };
  };
  const first = await engineOf(editor);
  await first.evaluate(noMemory);
  await expect.poll(async () => (await engineOf(editor).catch(() => first)) !== first).toBe(true);
  await expect(editor.status).toContainText('take turns', { timeout: 60_000 });
  await (await engineOf(editor)).evaluate(noMemory);
  await expectAlert(editor.page, 'error.out-of-memory', 60_000);
  await expectRecovered(editor, work);
});

test('G7: the GPU process crashes twice: told, no further attempts, everything but the model works', async ({
  ownBrowser,
  editor,
  guard,
}) => {
  guard.allow(TOLD);
  const work = await prepare(editor);
  const session = await ownBrowser.newBrowserCDPSession();
  await startFill(editor);
  const first = await engineOf(editor);
  await session.send('Browser.crashGpuProcess');
  await expect.poll(async () => (await engineOf(editor).catch(() => first)) !== first).toBe(true);
  await session.send('Browser.crashGpuProcess');
  // Whether a card is offered once more is the browser's choice: then the fill is done, else the failure is told.
  await expect(editor.page.getByRole('alert').or(editor.button('Accept')).first()).toBeVisible({
    timeout: 120_000,
  });
  if (await editor.button('Accept').isVisible()) await editor.discardAll();
  expect(await readWork(editor), 'picture and mask are as they were').toEqual(work);
  const engines = editor.page.workers().filter((one) => /\/inference-/.test(one.url()));
  expect(engines.length, 'no endless line of workers').toBeLessThan(4);
});
