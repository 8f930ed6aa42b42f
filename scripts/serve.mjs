/** A small static file server for the production build: `node scripts/serve.mjs [--no-headers] [--sub-path=/x/]`. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closeServer } from './lib/close-server.mjs';
import { root } from './lib/project.mjs';
import { sharedLine } from './lib/throttle.mjs';
import { headersFor, isHashed } from './security-headers.mjs';

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.zip': 'application/zip',
};

/**
 * @typedef {object} StaticServer
 * @property {string} origin `http://localhost:<port>`
 * @property {string} url address of the page, sub-path included, with a slash at the end
 * @property {Map<string, { status: number, body: string | Uint8Array, type?: string, headers?: Record<string, string> }>} overrides
 *   answers by path below the sub-path (`/sw.js`), in place of the file
 * @property {{ path: string, headers: import('node:http').IncomingHttpHeaders }[]} log every request, oldest first
 * @property {() => number} sentBytes bytes of all files asked for so far
 * @property {() => Promise<void>} close stops listening and cuts open connections
 */

/**
 * Serves a folder. Missing files are 404: there is no fallback to the page.
 *
 * @param {object} [options]
 * @param {string} [options.directory] `dist` by default
 * @param {number} [options.port] 0 takes a free one
 * @param {boolean} [options.headers] false sends content types alone, as plain hosts do
 * @param {string} [options.subPath] where the folder is mounted, `/` by default
 * @param {number} [options.bytesPerSecond] all answers together, to measure first visits; no limit by default
 * @param {string | undefined} [options.extraModels] folder whose sub-folders appear under `models/` as well
 * @returns {Promise<StaticServer>} rejects with the listen error, e.g. code EADDRINUSE
 */
export async function serve(options = {}) {
  const directory = resolve(options.directory ?? join(root, 'dist'));
  const subPath = `/${(options.subPath ?? '/').split('/').filter(Boolean).join('/')}/`.replace('//', '/');
  const headersOf = (/** @type {string} */ path) => (options.headers === false ? {} : headersFor(path));
  /** @type {StaticServer['overrides']} */
  const overrides = new Map();
  /** @type {StaticServer['log']} */
  const log = [];

  const line = options.bytesPerSecond ? sharedLine(options.bytesPerSecond) : null;
  let sentBytes = 0;

  const server = createServer(async (request, response) => {
    const path = pathOf(request.url ?? '/');
    if (path === null) return end(response, 400);
    log.push({ path, headers: request.headers });
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405);
    if (!path.startsWith(subPath)) return end(response, 404);
    const below = path.slice(subPath.length - 1);
    const override = overrides.get(below);
    if (override) {
      const type = override.type ?? contentType(below);
      response.writeHead(override.status, {
        ...headersOf(below),
        'Content-Type': type,
        'Cache-Control': 'no-cache',
        ...override.headers,
      });
      response.end(override.body);
      return;
    }
    const file = await findFile(below, directory, options.extraModels);
    if (!file) return end(response, 404);
    response.writeHead(200, {
      ...headersOf(below),
      'Content-Type': contentType(file.path),
      'Content-Length': file.size,
      'Cache-Control': isHashed(below.slice(1)) ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    if (request.method === 'HEAD') return void response.end();
    sentBytes += file.size;
    const body = createReadStream(file.path).on('error', () => response.destroy());
    (line ? body.pipe(line()) : body).pipe(response);
  });

  await new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(options.port ?? 0, 'localhost', () => done(undefined));
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const origin = `http://localhost:${port}`;
  return {
    origin,
    url: origin + subPath,
    overrides,
    log,
    sentBytes: () => sentBytes,
    close: () => closeServer(server),
  };
}

/** The path of a request target, or null for what is none. @param {string} target */
function pathOf(target) {
  if (!target.startsWith('/')) return null;
  // Behind a host of its own: alone, `//x/y` would be read as the host x.
  return new URL(`http://localhost${target}`).pathname;
}

/** @param {string} path */
function contentType(path) {
  if (path.endsWith('/')) return TYPES['.html'] ?? '';
  return TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/** @param {import('node:http').ServerResponse} response @param {number} status */
function end(response, status) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${status}\n`);
}

/**
 * The file behind a path, or null. `below` starts with a slash and may be percent-encoded.
 *
 * @param {string} below
 * @param {string} directory
 * @param {string | undefined} extraModels
 */
async function findFile(below, directory, extraModels) {
  let path;
  try {
    path = decodeURIComponent(below);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  if (path.endsWith('/')) path += 'index.html';
  const candidates = [inside(directory, path)];
  if (extraModels && path.startsWith('/models/'))
    candidates.push(inside(resolve(extraModels), path.slice('/models'.length)));
  for (const candidate of candidates) {
    if (!candidate) continue;
    const info = await stat(candidate).catch(() => null);
    if (info?.isFile()) return { path: candidate, size: info.size };
  }
  return null;
}

/** The path inside `directory`, or null where it would leave it. @param {string} directory @param {string} path */
function inside(directory, path) {
  const full = normalize(join(directory, path));
  return full.startsWith(directory + sep) ? full : null;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const flag = (/** @type {string} */ name) =>
    process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
  const server = await serve({
    port: Number(process.env.PORT ?? 4173),
    headers: !process.argv.includes('--no-headers'),
    subPath: flag('sub-path') ?? '/',
    extraModels: process.env.LACUNA_EXTRA_MODELS,
  });
  console.log(server.url);
}
