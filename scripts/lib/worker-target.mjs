/**
 * Talks to a page's workers over the browser's debugging protocol.
 *
 * @typedef {{ ask: (method: string, params?: object) => Promise<any[]>, detach: () => Promise<void> }} WorkerTargets `ask`
 * gives one answer a worker, each when that worker is free to give it
 */

/**
 * @param {import('@playwright/test').Page} page
 * @param {RegExp} script address of the workers meant; those that start later are meant too
 * @returns {Promise<WorkerTargets>}
 */
export async function workerTargets(page, script) {
  const session = await page.context().newCDPSession(page);
  /** @type {Set<string>} sessions of the workers */
  const attached = new Set();
  /** @type {Map<number, { sessionId: string, settle: (answer: any) => void }>} */
  const waiting = new Map();
  let asked = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (script.test(targetInfo.url)) attached.add(sessionId);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => {
    attached.delete(sessionId);
    for (const [id, { sessionId: gone, settle }] of waiting) {
      if (gone !== sessionId) continue;
      waiting.delete(id);
      settle(null);
    }
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.settle(result ?? null);
    waiting.delete(id);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return {
    async ask(method, params = {}) {
      const answers = [...attached].map(
        (sessionId) =>
          new Promise((settle) => {
            const id = ++asked;
            waiting.set(id, { sessionId, settle });
            const message = JSON.stringify({ id, method, params });
            session.send('Target.sendMessageToTarget', { message, sessionId }).catch(() => settle(null));
          }),
      );
      return (await Promise.all(answers)).filter((answer) => answer !== null);
    },
    detach: () => session.detach(),
  };
}
