import { fillSquare } from './bench-page.mjs';

const FILLS = 200;
/** Fills before the first reading: caches and pools have their size by then. */
const SETTLE = 10;

/**
 * Memory of the inference worker, the runtime's included, and of the whole page over many fills, in bytes, by
 * `performance.measureUserAgentSpecificMemory` (after a collection).
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} picture
 * @returns {Promise<{ fills: number, worker: [before: number, after: number], page: [before: number, after: number], peakWorker: number }>}
 */
export async function measureMemory(page, picture) {
  const options = { steps: 1, detail: false, start: 'smooth', strength: 1 };
  const run = async (/** @type {number} */ count) => {
    for (let k = 0; k < count; k++) await fillSquare(page, picture, 64, options);
  };
  await run(SETTLE);
  const before = await read(page);
  let peakWorker = before.worker;
  for (let part = 0; part < 4; part++) {
    await run(FILLS / 4);
    peakWorker = Math.max(peakWorker, (await read(page)).worker);
  }
  const after = await read(page);
  // A large job asks for the most.
  await fillSquare(page, picture, 600, {});
  peakWorker = Math.max(peakWorker, (await read(page)).worker);
  return { fills: FILLS, worker: [before.worker, after.worker], page: [before.page, after.page], peakWorker };
}

/** @param {import('@playwright/test').Page} page @returns {Promise<{ worker: number, page: number }>} */
function read(page) {
  return page.evaluate(async () => {
    const measure = /** @type {any} */ (performance).measureUserAgentSpecificMemory;
    const { bytes, breakdown } = await measure.call(performance);
    // The runtime's memory is shared between its threads: it belongs to nobody, but it is the worker's.
    const parts = breakdown.filter((/** @type {any} */ { attribution, types }) =>
      attribution.length === 0
        ? types.includes('Shared')
        : attribution.some(
            (/** @type {any} */ { scope, url }) => /Worker/.test(scope) && /inference/.test(url),
          ),
    );
    const worker = parts.reduce(
      (/** @type {number} */ sum, /** @type {{ bytes: number }} */ part) => sum + part.bytes,
      0,
    );
    return { worker, page: bytes };
  });
}
