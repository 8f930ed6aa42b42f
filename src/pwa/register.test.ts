import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { securityHeaders } from '../../scripts/security-headers.mjs';

/** A service worker container of a page that nothing controls yet, as after a reload past the caches. */
function uncontrolled(register: () => Promise<unknown>) {
  const container = Object.assign(new EventTarget(), {
    controller: null as object | null,
    register,
  });
  const takeControl = () => {
    container.controller = {};
    container.dispatchEvent(new Event('controllerchange'));
  };
  return { container, takeControl };
}

async function start(container: object) {
  vi.stubGlobal('navigator', { serviceWorker: container });
  const { startPwa } = await import('./register.ts');
  return startPwa({ isDirty: () => true, modelsKept: async () => false });
}

/** What a promise has come to once everything that waits for nothing else has run. */
async function stateOf(promise: Promise<unknown>): Promise<'open' | 'done'> {
  const later = new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), 20));
  return Promise.race([promise.then(() => 'done' as const), later]);
}

beforeEach(() => {
  vi.stubEnv('PROD', true);
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('top', globalThis);
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('document', { baseURI: 'https://a.test/' });
  // A host that sends every script the page's policy.
  vi.stubGlobal('fetch', async () => new Response(null, { headers: securityHeaders() }));
  vi.spyOn(globalThis, 'setInterval').mockReturnValue(0 as never);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('lets workers with a policy of their own wait for control, while registering goes on, too', async () => {
  let answer: (registration: object) => void = () => undefined;
  const { container, takeControl } = uncontrolled(
    () =>
      new Promise<object>((resolve) => {
        answer = resolve;
      }),
  );
  const pwa = await start(container);
  await pwa.workersAllowed();
  const settled = pwa.settled();
  expect(await stateOf(settled)).toBe('open');
  answer(Object.assign(new EventTarget(), { installing: null, active: null, waiting: null }));
  expect(await stateOf(settled)).toBe('open');
  takeControl();
  expect(await stateOf(settled)).toBe('done');
});

it('waits for no service worker that cannot be', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  const { container } = uncontrolled(async () => {
    throw new Error('blocked');
  });
  const pwa = await start(container);
  expect(await stateOf(pwa.settled())).toBe('done');
});
