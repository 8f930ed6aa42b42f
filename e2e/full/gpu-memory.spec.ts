import { expect } from '@playwright/test';
import { workerTargets } from '../../scripts/lib/worker-target.mjs';
import type { EditorPage } from '../support/editor-page.ts';
import { COMPILING, engineOf, test } from '../support/gpu-test.ts';
import { prepareWork } from '../support/work.ts';

// Buffers on the graphics card that fills leave behind, on the software adapter.

const WARM_UP = 2;
const FILLS = 6;
test.describe.configure({ timeout: 600_000 });

interface Counted {
  readonly created: number;
  readonly live: number;
  readonly bytes: number;
}

declare global {
  /** Set in the worker by `countBuffers`. */
  var buffersNow: () => Counted;
}

/** Runs in the worker: counts the buffers that are made from now on, and those neither destroyed nor collected. */
function countBuffers(): void {
  const live = new Map<WeakRef<GPUBuffer>, number>();
  const refs = new WeakMap<GPUBuffer, WeakRef<GPUBuffer>>();
  let created = 0;
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    const ref = new WeakRef(buffer);
    refs.set(buffer, ref);
    live.set(ref, descriptor.size);
    created += 1;
    return buffer;
  };
  const { destroy } = GPUBuffer.prototype;
  GPUBuffer.prototype.destroy = function () {
    const ref = refs.get(this);
    if (ref) live.delete(ref);
    return destroy.call(this);
  };
  globalThis.buffersNow = () => {
    for (const ref of live.keys()) if (!ref.deref()) live.delete(ref);
    return { created, live: live.size, bytes: [...live.values()].reduce((sum, size) => sum + size, 0) };
  };
}

async function fillOften(editor: EditorPage, times: number): Promise<void> {
  for (let fill = 0; fill < times; fill++) {
    await editor.fill(COMPILING.timeout);
    await editor.discardAll();
  }
}

test('G12: fills on a GPU leave no buffers behind', async ({ editor, page }) => {
  await page.goto(`${editor.url}?provider=webgpu`);
  await prepareWork(editor);
  await editor.number('Steps', 2);
  await fillOften(editor, 1);
  const engine = await engineOf(editor);
  const workers = await workerTargets(page, /inference/);
  await engine.evaluate(countBuffers);
  const count = async () => {
    await workers.ask('HeapProfiler.collectGarbage');
    return engine.evaluate(() => globalThis.buffersNow());
  };
  await fillOften(editor, WARM_UP);
  const before = await count();
  await fillOften(editor, FILLS);
  const after = await count();
  console.log(`GPU buffers: ${JSON.stringify({ before, after })}`);
  expect(after.created, 'buffers are counted').toBeGreaterThan(before.created);
  expect(after.live, 'buffers').toBeLessThanOrEqual(before.live);
  expect(after.bytes, 'bytes').toBeLessThanOrEqual(before.bytes);
});
