import { fillSquare, givePicture } from './bench-page.mjs';

const SIZES = [
  { megapixels: 1, width: 1000, height: 1000 },
  { megapixels: 16, width: 4000, height: 4000 },
  { megapixels: 64, width: 8000, height: 8000 },
];
const RUNS = 3;

/**
 * The same hole in pictures of three sizes: the fill alone, the fastest of three runs each, the sizes taking turns.
 *
 * @param {import('@playwright/test').Page} page
 * @param {number} hole
 * @returns {Promise<{ megapixels: number, totalMs: number, ratio: number }[]>} `ratio` to the smallest picture
 */
export async function measureSizes(page, hole) {
  for (const { megapixels, ...size } of SIZES) await givePicture(page, `${megapixels} MP`, size);
  const totals = SIZES.map(() => Number.POSITIVE_INFINITY);
  for (let k = 0; k < RUNS; k++) {
    for (const [i, { megapixels }] of SIZES.entries()) {
      const { totalMs, loadMs } = await fillSquare(page, `${megapixels} MP`, hole, {});
      totals[i] = Math.min(totals[i] ?? 0, totalMs - loadMs);
    }
  }
  const first = totals[0] ?? Number.NaN;
  return SIZES.map(({ megapixels }, i) => {
    const totalMs = totals[i] ?? Number.NaN;
    return { megapixels, totalMs, ratio: totalMs / first };
  });
}
