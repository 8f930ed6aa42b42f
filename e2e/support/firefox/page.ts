import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bidi } from './bidi.ts';
import type { Firefox } from './launch.ts';

interface Node {
  readonly sharedId: string;
}

const LIMIT_MS = 20_000;

/** One tab of a Firefox, used as a person does: by role and name, with the mouse and the keyboard. */
export class FirefoxPage {
  /** What the page did wrong: errors of the console and uncaught ones, requests to other origins. */
  readonly problems: string[] = [];
  private readonly bidi: Bidi;
  private readonly downloads: string;
  private readonly context: string;

  private constructor(firefox: Firefox, context: string) {
    this.bidi = firefox.bidi;
    this.downloads = firefox.downloads;
    this.context = context;
  }

  static async open({ bidi, downloads, close }: Firefox, url: string): Promise<FirefoxPage> {
    const tree = await bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {});
    const page = new FirefoxPage({ bidi, downloads, close }, tree.contexts[0]?.context ?? '');
    await bidi.on<{ level: string; text: string }>('log.entryAdded', ({ level, text }) => {
      if (level === 'error') page.problems.push(text);
    });
    await bidi.on<{ request: { url: string } }>('network.beforeRequestSent', ({ request }) => {
      const elsewhere = /^https?:/.test(request.url) && !request.url.startsWith(new URL(url).origin);
      if (elsewhere) page.problems.push(`request elsewhere: ${request.url}`);
    });
    await page.send('browsingContext.setViewport', { viewport: { width: 1280, height: 800 } });
    await page.send('browsingContext.navigate', { url, wait: 'complete' });
    return page;
  }

  /** Calls a function in the page; it must not refer to anything outside. The answer is plain data. */
  async evaluate<T>(run: () => T | Promise<T>): Promise<T> {
    const reply = await this.bidi.send<{
      type: string;
      result?: { value: string };
      exceptionDetails?: { text: string };
    }>('script.callFunction', {
      functionDeclaration: `async () => JSON.stringify((await (${run})()) ?? null)`,
      awaitPromise: true,
      target: { context: this.context },
    });
    if (!reply.result) throw new Error(reply.exceptionDetails?.text);
    return JSON.parse(reply.result.value) as T;
  }

  /** Waits until the answer is true. */
  async until(what: string, run: () => boolean | Promise<boolean>, limitMs = LIMIT_MS): Promise<void> {
    await retry(what, limitMs, async () => ((await this.evaluate(run)) ? true : null));
  }

  /** Waits for an element of that role and exact name. */
  find(role: string, name: string, limitMs = LIMIT_MS): Promise<Node> {
    return retry(`${role} "${name}"`, limitMs, async () => (await this.all(role, name))[0] ?? null);
  }

  async all(role: string, name: string): Promise<readonly Node[]> {
    const locator = { type: 'accessibility', value: { role, name } };
    return (await this.send<{ nodes: Node[] }>('browsingContext.locateNodes', { locator })).nodes;
  }

  /** Presses the mouse in the middle of an element. */
  async click(role: string, name: string, limitMs = LIMIT_MS): Promise<void> {
    const element = await this.find(role, name, limitMs);
    await this.bringIntoView(element);
    const origin = { type: 'element', element };
    const actions = [
      { type: 'pointerMove', x: 0, y: 0, origin },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.send('input.performActions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  /** Drags the mouse from a little left of an element's middle to a little right of it, in CSS pixels. */
  async stroke(role: string, name: string, reach: number): Promise<void> {
    const origin = { type: 'element', element: await this.find(role, name) };
    const move = (x: number) => ({ type: 'pointerMove', x, y: 0, duration: 50, origin });
    const actions = [
      move(-reach),
      { type: 'pointerDown', button: 0 },
      move(0),
      move(reach),
      { type: 'pointerUp', button: 0 },
    ];
    await this.send('input.performActions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }

  /** Replaces what a field holds, and leaves it with Enter. */
  async type(role: string, name: string, text: string): Promise<void> {
    await this.click(role, name);
    const press = (key: string) => [
      { type: 'keyDown', value: key },
      { type: 'keyUp', value: key },
    ];
    const [CONTROL, ENTER] = ['\uE009', '\uE007'];
    const actions = [
      { type: 'keyDown', value: CONTROL },
      ...press('a'),
      { type: 'keyUp', value: CONTROL },
      ...[...text].flatMap(press),
      ...press(ENTER),
    ];
    await this.send('input.performActions', { actions: [{ type: 'key', id: 'keys', actions }] });
  }

  /** Presses a button that saves a file; gives the file's bytes. */
  async download(name: string): Promise<Uint8Array> {
    const before = new Set(readdirSync(this.downloads));
    await this.click('button', name);
    return retry(`a file after ${name}`, LIMIT_MS, async () => {
      const files = readdirSync(this.downloads);
      if (files.some((file) => file.endsWith('.part'))) return null;
      const fresh = files.find((file) => !before.has(file));
      const bytes = fresh ? readFileSync(join(this.downloads, fresh)) : null;
      return bytes && bytes.length > 0 ? bytes : null;
    });
  }

  /** Scrolls as a person would: the mouse cannot go where nothing is in sight. */
  private async bringIntoView(element: Node): Promise<void> {
    await this.bidi.send('script.callFunction', {
      functionDeclaration: `(element) => element.scrollIntoView({ block: 'nearest', behavior: 'instant' })`,
      arguments: [element],
      awaitPromise: false,
      target: { context: this.context },
    });
  }

  private send<T>(method: string, params: object): Promise<T> {
    return this.bidi.send<T>(method, { context: this.context, ...params });
  }
}

/** Asks four times a second until there is an answer. */
async function retry<T>(what: string, limitMs: number, ask: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`Firefox: waited ${limitMs / 1000} s for ${what}`);
}
