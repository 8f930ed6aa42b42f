import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersFile, headersFor, securityHeaders } from './security-headers.mjs';
import { serve } from './serve.mjs';

/** What a server answers to a path that a URL parser would have tidied. @param {string} origin @param {string} path */
function raw(origin, path) {
  return new Promise((done) => {
    const socket = connect(Number(new URL(origin).port), 'localhost');
    socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => done(answer));
  });
}

describe('the static server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-serve-'));
  const directory = join(folder, 'dist');
  /** @type {import('./serve.mjs').StaticServer} */
  let site;
  beforeAll(async () => {
    mkdirSync(join(directory, 'assets'), { recursive: true });
    mkdirSync(join(folder, 'packs', 'nano'), { recursive: true });
    writeFileSync(join(directory, 'index.html'), 'page');
    writeFileSync(join(directory, 'assets', 'a.js'), 'script');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(folder, 'packs', 'nano', 'lacuna.json'), '{}');
    site = await serve({ directory, subPath: 'tools/x', extraModels: join(folder, 'packs') });
  });
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  it('serves the page and its files with every header', async () => {
    expect(site.url).toBe(`${site.origin}/tools/x/`);
    const page = await fetch(`${site.url}?sample=a`);
    expect(await page.text()).toBe('page');
    for (const [name, value] of Object.entries(securityHeaders())) expect(page.headers.get(name)).toBe(value);
    const script = await fetch(`${site.url}assets/a.js`);
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });

  it('answers 404 for what is not there, never the page', async () => {
    for (const path of ['missing.js', 'assets/', '../', 'models/nano/none']) {
      expect((await fetch(site.url + path)).status, path).toBe(404);
    }
  });

  it.each([
    '/tools/x/../../secret.txt',
    '/tools/x/%2e%2e/secret.txt',
    '/tools/x/..%2fsecret.txt',
    '/tools/x/%00',
  ])('does not leave its folder: %s', async (path) => {
    const answer = await raw(site.origin, path);
    expect(answer).toContain('404');
    expect(answer).not.toContain('secret\n');
  });

  it.each([
    ['//[', '404'],
    ['//x/tools/x/', '404'],
    ['http://localhost/tools/x/', '400'],
    ['*', '400'],
  ])('survives the target %s', async (target, status) => {
    expect(await raw(site.origin, target)).toContain(status);
    expect((await fetch(site.url)).status).toBe(200);
  });

  it('mounts further packs under models/', async () => {
    expect((await fetch(`${site.url}models/nano/lacuna.json`)).status).toBe(200);
  });

  it('says when its port is taken', async () => {
    const port = Number(new URL(site.origin).port);
    await expect(serve({ directory, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the headers file that static hosts read', () => {
  const file = headersFile(['assets/', 'download/', 'index.html', 'sw.js']);

  /** What a host sends that joins the values of all rules that match. @param {string} path */
  function joined(path) {
    const sent = new Headers();
    let applies = false;
    for (const line of file.split('\n')) {
      const header = /^ {2}([\w-]+): (.+)$/.exec(line);
      if (header?.[1] && header[2] && applies) sent.append(header[1], header[2]);
      if (line.startsWith('/'))
        applies = line.endsWith('*') ? path.startsWith(line.slice(0, -1)) : path === line;
    }
    return Object.fromEntries(sent);
  }

  it.each(['/', '/index.html', '/sw.js', '/assets/inference-1.js', '/download/download-1.js'])(
    'gives %s its own headers, on hosts that join what several rules say, too',
    (path) => {
      const own = Object.entries(headersFor(path)).map(([name, value]) => [name.toLowerCase(), value]);
      const { 'cache-control': cache, ...sent } = joined(path);
      expect(sent).toEqual(Object.fromEntries(own));
      expect(cache?.includes('immutable') ?? false).toBe(/assets|download/.test(path));
    },
  );

  it('lets the download worker, and nothing else, reach other hosts', () => {
    expect(joined('/download/download-1.js')['content-security-policy']).toMatch(/connect-src 'self' https:/);
    expect(joined('/assets/download-1.js')['content-security-policy']).toMatch(/connect-src 'self';/);
  });

  it('keeps to what hosts read', () => {
    expect(file.split('\n').every((line) => line.length < 2000)).toBe(true);
  });
});
