import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import type { EditorPage } from '../support/editor-page.ts';
import { COMPILING, engineOf, test } from '../support/gpu-test.ts';
import { expectAlert, expectRecovered, prepareWork, readWork } from '../support/work.ts';

// What a graphics card may do, on the software adapter: be lost, crash, run out of memory, never answer. Each test has a
// browser of its own, since a browser gives up on a card that crashes repeatedly.

// A runtime whose GPU process is gone aborts, and says so.
const TOLD = /LacunaError|GPU|WebGPU|device|Device|mapAsync|Aborted\(\)/;
const STEPS = 6;
test.describe.configure({ timeout: 600_000 });

async function prepare(editor: EditorPage) {
  await editor.page.goto(`${editor.url}?provider=webgpu`);
  const work = await prepareWork(editor);
  await editor.number('Seed', 7);
  await editor.number('Steps', STEPS);
  return work;
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
  await expect(editor.status).toContainText(en['status.restarting'], { timeout: 30_000 });
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
  await expect(editor.status).toContainText(en['status.restarting'], { timeout: 30_000 });
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
  const { page } = editor;
  const work = await prepare(editor);
  const engines: string[] = [];
  page.on('worker', (worker) => /\/inference-/.test(worker.url()) && engines.push(worker.url()));
  const session = await ownBrowser.newBrowserCDPSession();
  await startFill(editor);
  const first = await engineOf(editor);
  await session.send('Browser.crashGpuProcess');
  await expect.poll(async () => (await engineOf(editor).catch(() => first)) !== first).toBe(true);
  // The second attempt has its device, and loses that one as well.
  await expect(editor.status).toContainText('WebGPU', { timeout: 60_000 });
  await session.send('Browser.crashGpuProcess');
  await expectAlert(page, 'error.device-lost', 120_000);
  await expect(editor.fillButton).toBeVisible();
  await expect(editor.button('Accept')).toBeHidden();
  await page.waitForTimeout(10_000);
  expect(engines.length, 'one worker more for each that was lost, and no endless line of them').toBeLessThan(
    3,
  );

  expect(await readWork(editor), 'picture and mask are as they were').toEqual(work);
  await editor.drag({ x: 0.3, y: 0.3 }, { x: 0.4, y: 0.3 });
  expect((await readWork(editor)).mask).not.toBe(work.mask);
  await editor.button('Undo').click();
  await page.getByRole('radio', { name: 'Remove', exact: true }).check({ force: true });
  await editor.fillButton.click();
  await expect(editor.button('Accept'), 'the own pixels of the picture need no model').toBeVisible({
    timeout: 60_000,
  });
});
