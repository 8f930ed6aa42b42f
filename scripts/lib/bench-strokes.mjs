import { traced } from './bench-trace.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/**
 * @typedef {object} Stroke
 * @property {number[]} paintedMs from the pointer's event in the page to the end of the frame that draws it
 * @property {number[]} onScreenMs from the mouse itself to the screen, the wait for the screen's next frame included
 * @property {number} longestTaskMs
 * @property {number} busiestTaskMs
 */

const MOVES = 240;

/**
 * One stroke to and fro over the picture, with the brush that the picture was opened with; leaves one undo entry.
 *
 * @param {Page} page
 * @returns {Promise<Stroke>}
 */
export async function longStroke(page) {
  const ways = Array.from({ length: MOVES }, (_, k) => {
    const y = 0.25 + (0.5 * k) / MOVES;
    return /** @type {const} */ ([0.5 + 0.2 * Math.sin(k / 25), y]);
  });
  await page.evaluate(watchFrames);
  const { onScreenMs, longestTaskMs, busiestTaskMs } = await traced(page, () => drag(page, ...ways));
  const paintedMs = await page.evaluate(() => /** @type {any} */ (window).benchFrames());
  return { paintedMs, onScreenMs, longestTaskMs, busiestTaskMs };
}

/** So many strokes of a few pixels, apart from each other. @param {Page} page @param {number} count */
export async function shortStrokes(page, count) {
  for (let k = 0; k < count; k++) {
    const [x, y] = [0.35 + 0.04 * (k % 8), 0.35 + 0.04 * Math.floor(k / 8)];
    await drag(page, [x, y], [x + 0.01, y]);
  }
}

/** A drag over the canvas, through places in shares of it. @param {Page} page @param {readonly (readonly [number, number])[]} places */
export async function drag(page, ...places) {
  const box = await page.getByTestId('canvas').boundingBox();
  if (!box) throw new Error('the canvas is not shown');
  for (const [k, [x, y]] of places.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    if (k === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

/** Runs in the page: times, for each frame with pointer moves, the way from the first of them to the frame's end. */
function watchFrames() {
  /** @type {number[]} */
  const times = [];
  const end = new MessageChannel();
  end.port1.onmessage = ({ data }) => times.push(performance.now() - data);
  let first = 0;
  const onMove = () => {
    if (first) return;
    first = performance.now();
    // a message sent from the frame arrives once the frame is drawn and handed to the compositor
    requestAnimationFrame(() => {
      end.port2.postMessage(first);
      first = 0;
    });
  };
  addEventListener('pointermove', onMove, { capture: true });
  Object.assign(window, {
    benchFrames() {
      removeEventListener('pointermove', onMove, { capture: true });
      return times;
    },
  });
}
