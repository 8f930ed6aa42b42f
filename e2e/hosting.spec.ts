import { expect } from '@playwright/test';
import { securityHeaders } from '../scripts/security-headers.mjs';
import { serve } from '../scripts/serve.mjs';
import { test } from './support/test.ts';

const PHOTO = 'e2e/fixtures/images/photo.jpg';
// What the browser says when the policy does its work.
const REFUSED = /Content Security Policy|policy violation|connect-src|TrustedScript|Failed to load resource/;

/** A server that would answer anybody, and remembers who asked. */
async function elsewhere() {
  const site = await serve({ headers: false, directory: 'e2e/fixtures' });
  site.overrides.set('/collect', {
    status: 200,
    body: 'thanks',
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
  return site;
}

/** Tries to reach another host and to run text as code; both must fail. Runs in pages and workers. */
async function tryEscapes(address: string) {
  const outcome = async (run: () => unknown) => {
    try {
      await run();
      return 'done';
    } catch (error) {
      return (error as Error).name;
    }
  };
  return {
    fetch: await outcome(() => fetch(address)),
    // From a timer: the test's own call runs with the privileges of the developer tools.
    eval: await new Promise((done) => {
      // biome-ignore lint/security/noGlobalEval: it must be refused
      setTimeout(() => void outcome(() => globalThis.eval('1 + 1')).then(done));
    }),
  };
}

for (const hosting of ['headers', 'plain'] as const) {
  test.describe(`${hosting} host`, () => {
    test.use({ hosting });

    test('nothing reaches another host, from page or workers, on the first and the second load', async ({
      editor,
      guard,
      page,
    }) => {
      guard.allow(REFUSED, /request elsewhere: http:\/\/localhost:\d+\/collect/);
      const other = await elsewhere();
      const address = `${other.origin}/collect`;
      const refused = { fetch: 'TypeError', eval: 'EvalError' };
      for (const load of ['first', 'second']) {
        await editor.goto();
        expect(await page.evaluate(tryEscapes, address), `page, ${load} load`).toEqual(refused);
        await editor.open(PHOTO);
        await expect.poll(() => page.workers().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
        for (const worker of page.workers()) {
          expect(await worker.evaluate(tryEscapes, address), `${worker.url()}, ${load} load`).toEqual(
            refused,
          );
        }
      }
      expect(other.log.filter(({ path }) => path === '/collect')).toEqual([]);
      await other.close();
    });

    test('the page is cross-origin isolated once the service worker controls it', async ({
      editor,
      page,
    }) => {
      let loads = 0;
      page.on('load', () => loads++);
      await editor.goto();
      await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null);
      await page.waitForTimeout(500);
      expect(loads, 'at most one reload').toBeLessThanOrEqual(hosting === 'headers' ? 1 : 2);
      const workers = await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL);
      expect(workers).toBe(`${editor.url}sw.js`);
    });

    test('a page in a frame is inert', async ({ context, guard, site }) => {
      guard.allow(/request elsewhere|frame-ancestors|Failed to load resource|Content Security Policy/);
      const other = await elsewhere();
      other.overrides.set('/frame.html', { status: 200, body: `<iframe src="${site.url}"></iframe>` });
      const page = await context.newPage();
      await page.goto(`${other.origin}/frame.html`);
      await page.waitForTimeout(1000);
      const frame = page.frames()[1];
      expect(await frame?.locator('button, input').count()).toBe(0);
      expect(page.workers()).toEqual([]);
      await other.close();
    });
  });
}

test.describe('plain host without a service worker', () => {
  test.use({ hosting: 'plain' });

  test('no worker that sees pixels starts, and the page itself reaches nobody', async ({
    guard,
    page,
    site,
  }) => {
    guard.allow(/404|No security headers/, REFUSED);
    site.overrides.set('/sw.js', { status: 404, body: 'gone' });
    await page.goto(site.url);
    const refused = { fetch: 'TypeError', eval: 'EvalError' };
    expect(await page.evaluate(tryEscapes, 'http://localhost:1/collect')).toEqual(refused);
    await page.getByTestId('open-input').setInputFiles(PHOTO);
    await page.waitForTimeout(2000);
    expect(page.workers().map((worker) => worker.url())).toEqual([]);
  });
});

test('every header of the one list is sent, and asks for nothing', async ({ editor, page, site }) => {
  await page.addInitScript(() => {
    const called: string[] = [];
    Object.assign(window, { called });
    for (const name of ['geolocation', 'mediaDevices', 'usb', 'serial', 'hid', 'bluetooth', 'clipboard']) {
      Object.defineProperty(Navigator.prototype, name, {
        get() {
          called.push(name);
          return undefined;
        },
      });
    }
  });
  const response = await page.goto(site.url);
  const sent = response?.headers() ?? {};
  for (const [name, value] of Object.entries(securityHeaders())) expect(sent[name.toLowerCase()]).toBe(value);
  await editor.open(PHOTO);
  expect(await page.evaluate(() => (window as unknown as { called: string[] }).called)).toEqual([]);
});

test('the meta policy is the header policy, as far as a meta can carry it', async ({ editor, page }) => {
  await editor.goto();
  const meta = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  const header = securityHeaders()['Content-Security-Policy'] ?? '';
  expect(meta).toBe(header.replace("frame-ancestors 'none'; ", ''));
});

test('injected script, style and frames do not run', async ({ editor, guard, page }) => {
  guard.allow(/Content Security Policy|policy violation|TrustedHTML|TrustedScript|unhandled/);
  await editor.goto();
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    const refusals: string[] = [];
    const attempt = (name: string, run: () => void) => {
      try {
        run();
      } catch {
        refusals.push(name);
      }
    };
    attempt('html', () => {
      document.body.innerHTML += '<img src=x onerror="window.injected = true">';
    });
    attempt('script text', () => {
      script.text = 'window.injected = true';
    });
    attempt('script address', () => {
      script.src = 'https://example.invalid/x.js';
    });
    attempt('worker', () => new Worker('https://example.invalid/x.js'));
    document.body.append(script);
    await new Promise((done) => setTimeout(done, 200));
    return { refusals, injected: (window as unknown as { injected?: boolean }).injected ?? false };
  });
  expect(outcome).toEqual({ refusals: ['html', 'script text', 'script address', 'worker'], injected: false });
});
