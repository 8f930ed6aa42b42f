/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number, id2?: { local?: string }, args: Record<string, any> }} TraceEvent */
/** @typedef {{ longestTaskMs: number, longTasks: number, busiestTaskMs: number, onScreenMs: number[] }} Traced */

/** From this on a task makes a page feel stuck (https://www.w3.org/TR/longtasks/), in milliseconds. */
export const LONG_MS = 50;

/**
 * What the browser's own trace says of the page's main thread while `work` runs: the longest task, the number of those
 * over 50 ms, the most time that one had a processor (a fill may take all of them: a short task is long then too), and for
 * each move of a pressed mouse the time from the event to the frame on the screen.
 *
 * @param {Page} page in a browser that shows no other page
 * @param {() => Promise<unknown>} work
 * @returns {Promise<Traced>} milliseconds
 */
export async function traced(page, work) {
  const browser = page.context().browser();
  if (!browser) throw new Error('only a launched browser can be traced');
  const categories = ['disabled-by-default-devtools.timeline', 'benchmark', 'input'];
  await browser.startTracing(page, { categories });
  try {
    await work();
  } finally {
    // the last frame is on the screen
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
  }
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  return { ...tasks(traceEvents), onScreenMs: latencies(traceEvents) };
}

/** @param {readonly TraceEvent[]} events */
function tasks(events) {
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const found = events.filter(({ name, pid, tid }) => name === 'RunTask' && threads.has(`${pid} ${tid}`));
  const durations = found.map(({ dur = 0 }) => dur / 1000);
  const most = (/** @type {readonly number[]} */ values) => values.reduce((a, b) => Math.max(a, b), 0);
  return {
    longestTaskMs: most(durations),
    longTasks: durations.filter((ms) => ms > LONG_MS).length,
    busiestTaskMs: most(found.map(({ tdur = 0 }) => tdur / 1000)),
  };
}

/** @param {readonly TraceEvent[]} events @returns {number[]} */
function latencies(events) {
  /** @type {Map<string, number>} */
  const begun = new Map();
  const found = [];
  for (const { name, ph, ts, pid, id2, args } of events) {
    if (name !== 'EventLatency') continue;
    const key = `${pid} ${id2?.local}`;
    if (ph === 'b' && args.event_latency?.event_type === 'MOUSE_DRAGGED') begun.set(key, ts);
    else if (ph === 'e') {
      const start = begun.get(key);
      if (start !== undefined) found.push((ts - start) / 1000);
      begun.delete(key);
    }
  }
  return found;
}

/** The value below which this share (0 to 1) of all values lie. @param {readonly number[]} values @param {number} share */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
