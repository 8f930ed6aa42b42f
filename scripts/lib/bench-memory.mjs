import { heldBytes, watchPeak } from './bench-held.mjs';
import { fillSquare } from './bench-page.mjs';
import { watchHeap } from './heap-watch.mjs';
import { workerTargets } from './worker-target.mjs';

export const FILLS = 200;
export const CHANGES = 20;
/** Fills, and changes of the model, before the first reading: caches and pools have their size by then. */
const SETTLE = 10;
/** Fills between two readings. */
const PART = 50;
const HOLE = 64;
const LARGE_HOLE = 600;
const OPTIONS = { steps: 1, detail: false, start: 'smooth', strength: 1 };

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {{ inference: number, codec: number, page: number, resident: number | null }} Held bytes after a collection: objects
 * and array buffers of two workers and of the page, and what is resident of its process, the runtime's memory included
 * @typedef {readonly Held[]} Course readings from before, meanwhile and the end
 */

/**
 * Memory between jobs over many fills, and over as many loads of two packs in turn, and the most while a job runs.
 *
 * @param {Page} page in a browser that shows no other
 * @param {{ small: string, large: string, packs: readonly string[] }} of names of pictures (`givePicture`): one that opens and
 * exports quickly, and one with room for a large hole; the packs take turns
 * @returns {Promise<{ fills: Course, changes: Course, peak: { inference: number, resident: number | null } }>}
 */
export async function measureMemory(page, { small, large, packs }) {
  const fill = (/** @type {number} */ k) =>
    fillSquare(page, small, HOLE, { ...OPTIONS, model: packs[k % packs.length] });
  for (let k = 0; k < SETTLE; k++) await fill(k);
  for (let k = 0; k < SETTLE; k++) await fill(0);
  const workers = {
    inference: await workerTargets(page, /inference/),
    codec: await workerTargets(page, /codec/),
  };
  const heap = await watchHeap(page, /inference/);
  const memory = await watchPeak(page);
  const read = async () => ({
    inference: await heldBy(workers.inference),
    codec: await heldBy(workers.codec),
    page: await heldBytes(page),
    resident: memory.now(),
  });
  const course = async (
    /** @type {number} */ count,
    /** @type {number} */ part,
    /** @type {(k: number) => number} */ which,
  ) => {
    const readings = [await read()];
    for (let k = 1; k <= count; k++) {
      await fill(which(k));
      if (k % part === 0) readings.push(await read());
    }
    return readings;
  };
  const fills = await course(FILLS, PART, () => 0);
  const changes = await course(CHANGES, CHANGES / 2, (k) => k);
  // A large job asks for the most.
  await fillSquare(page, large, LARGE_HOLE, {});
  await heap.stop();
  return { fills, changes, peak: { inference: heap.peak().buffers, resident: memory.peak() } };
}

/** Bytes of objects and array buffers of a worker, after a collection. @param {import('./worker-target.mjs').WorkerTargets} worker */
async function heldBy(worker) {
  await worker.ask('HeapProfiler.collectGarbage');
  const answers = await worker.ask('Runtime.getHeapUsage');
  return answers.reduce(
    (sum, { usedSize, backingStorageSize = 0 }) => sum + usedSize + backingStorageSize,
    0,
  );
}
