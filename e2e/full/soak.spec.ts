import { expect, type Page } from '@playwright/test';
import { test } from '../support/nano-test.ts';
import { expectRecovered, prepareWork } from '../support/work.ts';

// Forty fills in one page, each after a stroke that is taken back, every other one kept and taken back. The guard of the
// fixture sees every console error and unhandled rejection.

const WARM_UP = 5;
const FILLS = 40;
const MAX_GROWTH = 1.05;

interface MemoryMeasurement {
  readonly bytes: number;
  readonly breakdown: readonly {
    readonly bytes: number;
    readonly attribution: readonly { readonly scope: string }[];
  }[];
}

/** Bytes of page and workers, after the garbage is gone. */
async function memory(page: Page): Promise<{ readonly all: number; readonly workers: number }> {
  await page.requestGC();
  const { bytes, breakdown } = await page.evaluate(() =>
    (
      performance as unknown as { measureUserAgentSpecificMemory(): Promise<MemoryMeasurement> }
    ).measureUserAgentSpecificMemory(),
  );
  const ofWorkers = breakdown.filter(({ attribution }) =>
    attribution.some(({ scope }) => scope === 'DedicatedWorkerGlobalScope'),
  );
  return { all: bytes, workers: ofWorkers.reduce((sum, part) => sum + part.bytes, 0) };
}

async function fillOften(editor: Parameters<typeof prepareWork>[0], times: number): Promise<void> {
  for (let fill = 0; fill < times; fill++) {
    await editor.drag({ x: 0.2, y: 0.2 }, { x: 0.3, y: 0.3 });
    await editor.button('Undo').click();
    await editor.fill();
    if (fill % 2 === 0) {
      await editor.discardAll();
    } else {
      await editor.accept();
      await editor.button('Undo').click();
    }
  }
}

test('forty fills leave no more memory behind than five', async ({ editor, page }) => {
  test.setTimeout(600_000);
  await editor.goto('?provider=wasm');
  const work = await prepareWork(editor);
  await editor.number('Steps', 2);
  await fillOften(editor, WARM_UP);
  const before = await memory(page);
  expect(before.workers, 'workers are measured').toBeGreaterThan(1e6);
  await fillOften(editor, FILLS);
  const after = await memory(page);
  console.log(`memory: ${JSON.stringify({ before, after })}`);
  expect(after.workers / before.workers, 'workers').toBeLessThan(MAX_GROWTH);
  expect(after.all / before.all, 'page and workers').toBeLessThan(MAX_GROWTH);

  await expectRecovered(editor, work);
  await editor.button('Undo').click();
  await editor.button('Redo').click();
});
