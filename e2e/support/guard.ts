import { type BrowserContext, expect, type Page, type Worker } from '@playwright/test';

/** What a page must not do, collected while a test runs. */
export class Guard {
  private readonly problems: string[] = [];
  private readonly allowed: RegExp[] = [];
  private readonly origin: string;

  private constructor(origin: string) {
    this.origin = origin;
  }

  /** Watches every page, worker and service worker of a context; `origin` is the only one it may ask. */
  static async watch(context: BrowserContext, origin: string): Promise<Guard> {
    const guard = new Guard(origin);
    context.on('request', (request) => guard.request(request.url()));
    context.on('page', (page) => guard.page(page));
    // The page's own violations; workers' come in `worker`.
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    return guard;
  }

  /** Lets problems pass that a test causes on purpose. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  /** Fails the test if anything was seen that is not allowed. */
  check(): void {
    const found = this.problems.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
    expect(found, 'requests elsewhere, policy violations, console errors, unhandled errors').toEqual([]);
  }

  private request(address: string): void {
    if (/^(blob|data):/.test(address) || new URL(address).origin === this.origin) return;
    this.problems.push(`request elsewhere: ${address}`);
  }

  private page(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error')
        this.problems.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.problems.push(`unhandled: ${error.message}`));
    page.on('worker', (worker) => void listenInside(worker));
  }
}

/** A worker that ended before the listener came has nothing to tell. */
async function listenInside(worker: Worker): Promise<void> {
  await worker
    .evaluate(() => {
      addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy violation in worker: ${event.violatedDirective} ${event.blockedURI}`),
      );
      addEventListener('unhandledrejection', (event) =>
        console.error(`unhandled in worker: ${String(event.reason)}`),
      );
    })
    .catch(() => undefined);
}
