import { expect } from '@playwright/test';
import { add, BIG, openManager, row, setHub, TOLD, test } from '../support/models.ts';
import { PHOTO } from '../support/work.ts';

// Two tabs, one store of models.

test.beforeEach(({ guard }) => {
  guard.allow(/request elsewhere/, TOLD, /net::ERR/);
});

test('D12 two tabs: one downloads, the other shows it, can pause it, and sees it when it is gone', async ({
  context,
  editor,
  hub,
  page,
}) => {
  // Slow enough that it goes on through all that is done in the other tab.
  hub.faults.bytesPerSecond = 1e6;
  await editor.goto();
  await editor.open(PHOTO);
  const other = await context.newPage();
  await other.goto(editor.url);
  await other.getByTestId('open-input').setInputFiles(PHOTO);
  await expect(other.getByRole('button', { name: 'Export' })).toBeEnabled();
  await openManager(other);
  await page.bringToFront();
  await add(editor, hub, 'someone/large');
  await expect(row(other, 'someone/large')).toContainText('Downloading', { timeout: 30_000 });

  // Asking for the same in the other tab starts no second download.
  await setHub(other, hub.url);
  await other.getByLabel('Repository or address').fill('someone/large');
  await other.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(other.getByText('Another tab is working on this model')).toBeVisible();
  await row(other, 'someone/large').getByRole('button', { name: 'Pause' }).click();
  await expect(row(page, 'someone/large')).toContainText('Paused');
  await row(other, 'someone/large')
    .getByRole('button', { name: /Resume|Download/ })
    .click();
  await expect(row(page, 'someone/large')).toContainText('Downloading');
  // The tab that downloads is closed: the one that follows says so, and goes on.
  await other.close();
  await expect(row(page, 'someone/large')).toContainText(/Paused|Available/, { timeout: 10_000 });
  delete hub.faults.bytesPerSecond;
  await row(page, 'someone/large')
    .getByRole('button', { name: /Resume|Download/ })
    .click();
  await expect(row(page, 'someone/large')).toContainText('Ready', { timeout: 60_000 });
});

test('D12 two models that share a file, at the same time: it is sent once', async ({
  context,
  editor,
  hub,
  page,
}) => {
  hub.faults.bytesPerSecond = 20e6;
  await editor.goto();
  await editor.open(PHOTO);
  const other = await context.newPage();
  await other.goto(editor.url);
  await other.getByTestId('open-input').setInputFiles(PHOTO);
  await expect(other.getByRole('button', { name: 'Export' })).toBeEnabled();
  await openManager(other);
  await setHub(other, hub.url);
  await other.getByLabel('Repository or address').fill('someone/twin');
  await add(editor, hub, 'someone/large');
  await other.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(page, 'someone/large')).toContainText('Ready', { timeout: 60_000 });
  await expect(row(other, 'someone/twin')).toContainText('Ready', { timeout: 60_000 });
  expect(hub.log.filter(({ path }) => path === 'unet/extra.onnx_data')).toHaveLength(1);
  expect(hub.sentBytes()).toBeLessThan(1.05 * (BIG.length + 2_000_000));
});
