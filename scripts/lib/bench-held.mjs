import { readFileSync, writeFileSync } from 'node:fs';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Starts to watch the memory of the page's process, workers included.
 *
 * @param {Page} page in a browser that shows no other page
 * @returns {Promise<{ peak: () => number | null, now: () => number | null }>} the most that was resident since, and what is
 * now, in bytes; null where the system does not tell
 */
export async function watchPeak(page) {
  const browser = page.context().browser();
  if (!browser || process.platform !== 'linux') return { peak: () => null, now: () => null };
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  // 5 resets the peak (proc_pid_clear_refs(5))
  for (const id of ids) writeFileSync(`/proc/${id}/clear_refs`, '5');
  // a spare process waits for the next page: the largest is the page's
  return {
    peak: () => Math.max(...ids.map((id) => resident(id, 'VmHWM'))),
    now: () => Math.max(...ids.map((id) => resident(id, 'VmRSS'))),
  };
}

/**
 * Bytes that the page itself holds, after a collection: its objects and the buffers behind them, where the document is
 * (tiles, mask, history).
 *
 * @param {Page} page
 * @returns {Promise<number>}
 */
export async function heldBytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize + backingStorageSize;
}

/** @param {number} id of a process @param {'VmHWM' | 'VmRSS'} what */
function resident(id, what) {
  const status = readFileSync(`/proc/${id}/status`, 'utf8');
  return 1024 * Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0);
}
