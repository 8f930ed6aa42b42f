/**
 * The largest memory of a page's workers while something runs, asked of the browser many times a second. A worker that
 * computes answers when it is done.
 *
 * @typedef {{ heap: number, buffers: number }} Peak bytes of objects, and of objects and array buffers together
 */

const PERIOD_MS = 50;

/**
 * @param {import('@playwright/test').Page} page
 * @param {RegExp} script address of the workers to watch
 * @returns {Promise<{ peak: () => Peak, stop: () => Promise<void> }>}
 */
export async function watchHeap(page, script) {
  const session = await page.context().newCDPSession(page);
  /** @type {Set<string>} sessions of the workers */
  const attached = new Set();
  let peak = { heap: 0, buffers: 0 };
  let asked = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (script.test(targetInfo.url)) attached.add(sessionId);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => void attached.delete(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { result } = JSON.parse(message);
    if (!result || typeof result.usedSize !== 'number') return;
    peak = {
      heap: Math.max(peak.heap, result.usedSize),
      buffers: Math.max(peak.buffers, result.usedSize + (result.backingStorageSize ?? 0)),
    };
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });

  let running = true;
  const looking = (async () => {
    while (running) {
      for (const sessionId of attached) {
        const message = JSON.stringify({ id: ++asked, method: 'Runtime.getHeapUsage' });
        await session.send('Target.sendMessageToTarget', { message, sessionId }).catch(() => undefined);
      }
      await new Promise((resolve) => setTimeout(resolve, PERIOD_MS));
    }
  })();
  return {
    peak: () => peak,
    async stop() {
      running = false;
      await looking;
    },
  };
}
