import { fillSquare } from './bench-page.mjs';

/** @typedef {import('./bench-page.mjs').Timings} Timings */
/** @typedef {{ pack: string, method: string, hole: number, timings: Timings }} FillRow */

const HOLES = [100, 300, 600];
const METHODS = ['finetuned', 'replace', 'repaint', 'soft', 'langevin', 'multiscale'];
/** Of so many runs the one with the smallest total counts: what else runs on the machine only adds. */
const RUNS = 2;
/** Fills of a pack before the first one that counts, and of a method where methods are compared. */
export const WARMING = 8;

/**
 * What Lacuna itself costs, as a share of the time inside the graphs; detail and loading stand apart.
 *
 * @param {Timings} timings
 */
export function ownShare({ totalMs, detailMs, loadMs, sessionRunMs }) {
  return (totalMs - detailMs - loadMs - sessionRunMs) / sessionRunMs;
}

/**
 * Every embedded pack with its defaults, for three sizes of the hole, and the fill without a model.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} picture
 * @returns {Promise<FillRow[]>}
 */
export async function measureDefaults(page, picture) {
  const rows = [];
  for (const pack of await packIds(page)) {
    await warmUp(page, picture, pack);
    for (const hole of HOLES) {
      rows.push({ pack, method: 'auto', hole, timings: await best(page, picture, hole, { model: pack }) });
    }
  }
  for (const hole of HOLES) {
    const timings = await best(page, picture, hole, { method: 'exemplar' });
    rows.push({ pack: 'none', method: 'exemplar', hole, timings });
  }
  return rows;
}

/**
 * Every method with every pack it applies to, bare: full strength, no own pixels, in 20 and in 4 steps.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} picture
 * @param {number} hole
 * @returns {Promise<FillRow[]>}
 */
export async function measureMethods(page, picture, hole) {
  const rows = [];
  for (const pack of await packIds(page)) {
    for (const method of METHODS) {
      const bare = { model: pack, method, strength: 1, start: 'smooth', guidance: 1, detail: false };
      const able = await runs(fillSquare(page, picture, 64, { ...bare, steps: 1 }));
      if (!able) continue;
      for (let k = 1; k < WARMING; k++) await fillSquare(page, picture, hole, { ...bare, steps: 1 });
      // One step shows no preview.
      await fillSquare(page, picture, hole, { ...bare, steps: 20 });
      for (const steps of [20, 4]) {
        const timings = await best(page, picture, hole, { ...bare, steps });
        rows.push({ pack, method, hole, timings });
      }
    }
  }
  return rows;
}

/** False for a method that the pack has not got. @param {Promise<Timings>} fill @returns {Promise<boolean>} */
function runs(fill) {
  return fill.then(
    () => true,
    (error) => {
      if (/method-unsupported/.test(String(error))) return false;
      throw error;
    },
  );
}

/**
 * Loads the pack, and runs what is around its graphs as often as a browser needs to compile it well: a page does that by
 * itself after it has opened a picture (`engine/warm-up.ts`), but not for `window.lacuna`.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} picture
 * @param {string} pack
 */
async function warmUp(page, picture, pack) {
  await fillSquare(page, picture, 64, { model: pack, steps: 1 });
  for (let k = 0; k < WARMING; k++) {
    await fillSquare(page, picture, 300, { model: pack, steps: 1, start: 'smooth', detail: false });
  }
}

/** @param {import('@playwright/test').Page} page @param {string} picture @param {number} hole @param {object} options */
async function best(page, picture, hole, options) {
  let fastest = await fillSquare(page, picture, hole, options);
  for (let k = 1; k < RUNS; k++) {
    const again = await fillSquare(page, picture, hole, options);
    if (again.totalMs < fastest.totalMs) fastest = again;
  }
  return fastest;
}

/** Ids of the embedded packs. @param {import('@playwright/test').Page} page @returns {Promise<string[]>} */
export function packIds(page) {
  return page.evaluate(async () => {
    const packs = await /** @type {any} */ (window).lacuna.models();
    return packs.map((/** @type {{ id: string }} */ { id }) => id);
  });
}
