import { expect, type Page } from '@playwright/test';
import { test } from './support/nano-test.ts';
import { expectAlert, PHOTO } from './support/work.ts';

test('a decode that hangs is given up after 20 s, told, and the next picture opens', async ({
  editor,
  guard,
  page,
}) => {
  guard.allow(/LacunaError/);
  await page.clock.install();
  await editor.goto();
  await editor.open('e2e/fixtures/images/photo.jpg');
  await endCodec(page);
  await page.getByTestId('open-input').setInputFiles(PHOTO);
  await expect(editor.status).toContainText('Opening held-out.jpg');
  await page.clock.fastForward('00:15');
  await expect(editor.status).toContainText('Opening held-out.jpg');
  await page.clock.fastForward('00:06');
  await expectAlert(page, 'error.codec-failed');
  await expect(page.getByText('photo.jpg', { exact: true }), 'the document is as it was').toBeVisible();
  await page.getByTestId('open-input').setInputFiles(PHOTO);
  await expect(page.getByText('held-out.jpg', { exact: true })).toBeVisible();
});

/** Ends the codec worker from within: the page hears nothing of it, and no call is answered any more. */
async function endCodec(page: Page): Promise<void> {
  let ended = 0;
  for (const worker of page.workers().filter((candidate) => /\/codec-/.test(candidate.url()))) {
    if ((await worker.evaluate(() => self.name).catch(() => '')) !== 'codec') continue;
    await worker.evaluate(() => self.close()).catch(() => undefined);
    ended += 1;
  }
  expect(ended).toBe(1);
}
