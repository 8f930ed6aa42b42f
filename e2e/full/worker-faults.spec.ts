import { rmSync } from 'node:fs';
import { expect, type Page, type Worker } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { EditorPage } from '../support/editor-page.ts';
import { writeTestPacks } from '../support/looping-pack.ts';
import { indexOf } from '../support/nano-site.ts';
import { test } from '../support/nano-test.ts';
import { expectAlert, expectRecovered, prepareWork, readWork } from '../support/work.ts';

// Workers that die, in silence or not, and one that never ends.

/** The newest worker of that name. */
async function workerNamed(page: Page, name: 'inference' | 'codec'): Promise<Worker> {
  const named: Worker[] = [];
  // The runtime's threads sleep in the middle of a call: they would not answer.
  for (const worker of page.workers().filter((candidate) => /\/(codec|inference)-/.test(candidate.url()))) {
    const own = await worker.evaluate(() => self.name).catch(() => '');
    if (own === name) named.push(worker);
  }
  const last = named.at(-1);
  if (!last) throw new Error(`no worker named ${name}`);
  return last;
}

/** Ends a worker from within: the page hears nothing of it. */
async function endInSilence(worker: Worker): Promise<void> {
  await worker.evaluate(() => self.close()).catch(() => undefined);
}

/** An error that nobody catches, now or as the next call comes in. */
async function crash(worker: Worker, when: 'now' | 'in the next call' = 'now'): Promise<void> {
  await worker.evaluate((now) => {
    const fail = () => {
      throw new Error('crash on purpose');
    };
    if (now) setTimeout(fail);
    else addEventListener('message', fail, { once: true });
  }, when === 'now');
}

/** Starts a fill of many steps and waits until it is well under way. */
async function startLongFill(editor: EditorPage): Promise<void> {
  await editor.number('Steps', 150);
  await editor.fillButton.click();
  await expect(editor.progress).toHaveAttribute('aria-valuetext', /Step \d+/, { timeout: 30_000 });
}

const STOPPED = /LacunaError|crash on purpose/;

test('the engine crashes in mid-fill: the same fill runs again by itself', async ({
  editor,
  guard,
  page,
}) => {
  guard.allow(STOPPED);
  await editor.goto();
  const work = await prepareWork(editor);
  await editor.number('Seed', 7);
  await startLongFill(editor);
  await crash(await workerNamed(page, 'inference'));
  await expect(editor.button('Accept')).toBeVisible({ timeout: 60_000 });
  await editor.accept();
  const healed = await editor.exportPng();

  await editor.button('Undo').click();
  expect(await readWork(editor)).toEqual(work);
  await editor.fill();
  await editor.accept();
  expect(await editor.exportPng(), 'as the same fill without a fault').toEqual(healed);
});

test('the engine dies in silence: noticed, and the same fill runs again', async ({ editor, guard, page }) => {
  guard.allow(STOPPED);
  await editor.goto();
  const work = await prepareWork(editor);
  await startLongFill(editor);
  const first = await workerNamed(page, 'inference');
  await endInSilence(first);
  // The watchdog waits for 20 s of silence at least.
  await expect(editor.button('Accept')).toBeVisible({ timeout: 60_000 });
  expect(await workerNamed(page, 'inference'), 'another worker').not.toBe(first);
  await editor.discardAll();
  await expectRecovered(editor, work);
});

test('the engine crashes twice: told, nothing lost, works again', async ({ editor, guard, page }) => {
  guard.allow(STOPPED);
  await editor.goto();
  const work = await prepareWork(editor);
  await startLongFill(editor);
  const first = await workerNamed(page, 'inference');
  await crash(first);
  await expect
    .poll(async () => (await workerNamed(page, 'inference').catch(() => first)) !== first)
    .toBe(true);
  await crash(await workerNamed(page, 'inference'));
  await expectAlert(page, 'error.worker-died');
  await expectRecovered(editor, work);
});

test('the codec crashes while it opens a picture: told, nothing lost, works again', async ({
  editor,
  guard,
  page,
}) => {
  guard.allow(STOPPED);
  await editor.goto();
  const work = await prepareWork(editor);
  await crash(await workerNamed(page, 'codec'), 'in the next call');
  await page.getByTestId('open-input').setInputFiles('e2e/fixtures/images/photo.jpg');
  await expectAlert(page, 'error.codec-failed');
  await expect(page.getByText('held-out.jpg')).toBeVisible();
  await expectRecovered(editor, work);
});

test('the codec dies in silence while it writes: told, nothing lost, works again', async ({
  editor,
  guard,
  page,
}) => {
  guard.allow(STOPPED);
  await page.clock.install();
  await editor.goto();
  const work = await prepareWork(editor);
  await endInSilence(await workerNamed(page, 'codec'));
  await editor.button('Export').click();
  await expect(editor.status).toContainText('Writing the file');
  await page.clock.fastForward('05:00');
  await expectAlert(page, 'error.codec-failed');
  await expectRecovered(editor, work);
});

test('a model that never ends: Cancel answers within a second, the page stays alive, another model works', async ({
  guard,
  page,
}) => {
  guard.allow(STOPPED);
  const packs = writeTestPacks();
  const site = await serve({ extraModels: packs });
  site.overrides.set('/models/index.json', indexOf('looping', 'nano'));
  guard.allow(new RegExp(`request elsewhere: ${site.origin}`));
  const own = new EditorPage(page, site.url);
  await own.goto();
  const work = await prepareWork(own);
  await own.number('Steps', 4);
  await own.fillButton.click();
  await expect(own.progress).toBeVisible();
  await page.waitForTimeout(3000);
  const frames = await page.evaluate(async () => {
    let count = 0;
    const end = performance.now() + 1000;
    while (performance.now() < end) {
      await new Promise(requestAnimationFrame);
      count += 1;
    }
    return count;
  });
  expect(frames, 'frames in a second').toBeGreaterThan(10);
  // Measured in the page, from the press itself: the test's own way to it takes time on a busy machine.
  const answer = await own.progress.evaluateHandle((bar) => ({
    ms: new Promise<number>((done) => {
      const look = (pressed: number) => {
        if (bar.isConnected) requestAnimationFrame(() => look(pressed));
        else done(performance.now() - pressed);
      };
      addEventListener('click', ({ timeStamp }) => look(timeStamp), { capture: true, once: true });
    }),
  }));
  await own.button('Cancel').click();
  await expect(own.fillButton).toBeVisible();
  expect(await answer.evaluate(({ ms }) => ms), 'milliseconds until Cancel has answered').toBeLessThan(1000);

  await page.getByRole('combobox', { name: 'Model', exact: true }).selectOption('nano');
  await expectRecovered(own, work);
  await site.close();
  rmSync(packs, { recursive: true });
});
