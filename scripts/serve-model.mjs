/**
 * `node scripts/serve-model.mjs PACK`: a pack's folder as a host would serve it, for this machine alone. Its address is
 * what people give to the page: ranges are answered, other sites may read.
 *
 *   PORT   8321
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closeServer } from './lib/close-server.mjs';

const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Content-Range, Retry-After',
  'Accept-Ranges': 'bytes',
};

/**
 * @param {string} folder
 * @param {number} [port] 0 takes a free one
 */
export async function serveModel(folder, port = 0) {
  const directory = resolve(folder);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(`http://localhost${request.url}`).pathname);
    const full = normalize(join(directory, path));
    const info = full.startsWith(directory + sep) ? await stat(full).catch(() => null) : null;
    if (!info?.isFile()) {
      response.writeHead(404, HEADERS);
      return response.end();
    }
    const range = request.headers.range?.match(/^bytes=(\d+)-(\d*)$/);
    const start = range ? Number(range[1]) : 0;
    const last = range?.[2] ? Math.min(Number(range[2]), info.size - 1) : info.size - 1;
    if (range && start > last) {
      response.writeHead(416, { ...HEADERS, 'Content-Range': `bytes */${info.size}` });
      return response.end();
    }
    response.writeHead(range ? 206 : 200, {
      ...HEADERS,
      'Content-Type': path.endsWith('.json') ? 'application/json' : 'application/octet-stream',
      'Content-Length': last - start + 1,
      ...(range && { 'Content-Range': `bytes ${start}-${last}/${info.size}` }),
    });
    return createReadStream(full, { start, end: last }).pipe(response);
  });
  await new Promise((done) => server.listen(port, 'localhost', () => done(undefined)));
  const address = server.address();
  const url = `http://localhost:${typeof address === 'object' && address ? address.port : port}/`;
  return { url, close: () => closeServer(server) };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2];
  if (!folder) throw new Error('which folder?');
  const { url } = await serveModel(folder, Number(process.env.PORT ?? 8321));
  console.log(url);
}
