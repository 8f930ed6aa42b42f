/**
 * The largest memory of a page's workers while something runs, asked of the browser many times a second. A worker that
 * computes answers when it is done.
 *
 * @typedef {{ heap: number, buffers: number }} Peak bytes of objects, and of objects and array buffers together
 */
import { workerTargets } from './worker-target.mjs';

const PERIOD_MS = 50;

/**
 * @param {import('@playwright/test').Page} page
 * @param {RegExp} script address of the workers to watch
 * @returns {Promise<{ peak: () => Peak, stop: () => Promise<void> }>}
 */
export async function watchHeap(page, script) {
  const workers = await workerTargets(page, script);
  let peak = { heap: 0, buffers: 0 };
  const note = (/** @type {{ usedSize: number, backingStorageSize?: number }[]} */ answers) => {
    for (const { usedSize, backingStorageSize = 0 } of answers) {
      peak = {
        heap: Math.max(peak.heap, usedSize),
        buffers: Math.max(peak.buffers, usedSize + backingStorageSize),
      };
    }
  };
  let running = true;
  const looking = (async () => {
    while (running) {
      void workers.ask('Runtime.getHeapUsage').then(note);
      await new Promise((resolve) => setTimeout(resolve, PERIOD_MS));
    }
  })();
  return {
    peak: () => peak,
    async stop() {
      running = false;
      await looking;
      await workers.detach();
    },
  };
}
