import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, relative, sep } from 'node:path';
import { closeServer } from '../../scripts/lib/close-server.mjs';

/** What the hub does wrong; every field may be set and cleared in the middle of a download. */
export interface HubFaults {
  /** Cuts the connection after so many bytes of a large file's answer, this many times. */
  cut?: { readonly afterBytes: number; times: number };
  /** Answers this status, this many times. */
  status?: { readonly code: number; readonly retryAfter?: string; times: number };
  /** Changes one byte of the file with this path. */
  flip?: string | null;
  /** Sends a page in place of the file with this path. */
  html?: string | null;
  /** Ignores ranges: the whole file with status 200. */
  ignoresRanges?: boolean;
  /** Bytes a second for large files. */
  bytesPerSecond?: number;
  /** Falls silent after so many bytes of a large file's answer, this many times. */
  stall?: { readonly afterBytes: number; times: number };
  /** The address that a redirect leads to has expired when it is used, this many times. */
  expired?: number;
  /** Says of a part that it is another one, or one of a file of another size. */
  wrongRange?: 'start' | 'total';
  /** The file with this path is longer than the list says. */
  grown?: string;
  /** Answers this status to questions about repositories, this many times. */
  apiStatus?: { readonly code: number; readonly retryAfter?: string; times: number };
}

export interface HubServer {
  readonly url: string;
  readonly faults: HubFaults;
  /** Requests for file contents: path, and the range asked for. */
  readonly log: {
    readonly path: string;
    readonly range: string | undefined;
    readonly headers: IncomingMessage['headers'];
  }[];
  /** Questions about repositories so far. */
  questions(): number;
  /** Bytes of contents sent so far. */
  sentBytes(): number;
  close(): Promise<void>;
}

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
/** Git-lfs files, for which a hub tells the SHA-256. */
const LARGE = /\.onnx(_data)?$/;

/**
 * A model hub: the tree API with commit, sizes and hashes, and `resolve` addresses that redirect to content addresses
 * which are good for one request.
 *
 * @param repositories files by path, by `owner/name`
 */
export async function startHub(
  repositories: Readonly<Record<string, ReadonlyMap<string, Buffer>>>,
): Promise<HubServer> {
  const faults: HubFaults = {};
  const log: HubServer['log'] = [];
  const tickets = new Map<string, { repo: string; path: string }>();
  let sent = 0;
  let questions = 0;

  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Content-Range, Retry-After, Link');
    // Anything but a plain request would be asked for beforehand, and hubs say no to that.
    if (request.method !== 'GET') return end(response, 405);
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const api = path.match(/^\/api\/models\/([^/]+\/[^/]+)\/(revision|tree)\/(.+)$/);
    if (api) questions += 1;
    const { apiStatus } = faults;
    if (api && apiStatus && apiStatus.times > 0) {
      apiStatus.times -= 1;
      if (apiStatus.retryAfter) response.setHeader('Retry-After', apiStatus.retryAfter);
      return end(response, apiStatus.code);
    }
    if (api) return answerApi(response, repositories[api[1] ?? ''], api[2] ?? '', api[3] ?? '');
    const resolve = path.match(/^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/);
    if (resolve) {
      const [, repo = '', commit, file = ''] = resolve;
      if (commit !== COMMIT || !repositories[repo]?.has(file)) return end(response, 404);
      const ticket = randomBytes(8).toString('hex');
      tickets.set(ticket, { repo, path: file });
      response.writeHead(302, { Location: `/cdn/${ticket}?Expires=1` });
      return response.end();
    }
    const ticket = path.match(/^\/cdn\/(\w+)$/)?.[1] ?? '';
    const wanted = tickets.get(ticket);
    tickets.delete(ticket);
    if (!wanted) return end(response, 403);
    if (faults.expired) {
      faults.expired -= 1;
      return end(response, 403);
    }
    const body = repositories[wanted.repo]?.get(wanted.path) as Buffer;
    log.push({ path: wanted.path, range: request.headers.range, headers: request.headers });
    return sendFile(response, wanted.path, body, request.headers.range);
  });

  function sendFile(
    response: ServerResponse,
    path: string,
    whole: Buffer,
    range: string | undefined,
  ): ServerResponse {
    const { status, cut, stall } = faults;
    if (status && status.times > 0) {
      status.times -= 1;
      if (status.retryAfter) response.setHeader('Retry-After', status.retryAfter);
      return end(response, status.code);
    }
    if (faults.html === path) {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      return response.end('<!doctype html><title>Sign in</title>');
    }
    let body = whole;
    if (faults.flip === path) {
      body = Buffer.from(whole);
      body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
    }
    if (faults.grown === path) body = Buffer.concat([whole, Buffer.from('more')]);
    const asked = faults.ignoresRanges ? null : range?.match(/^bytes=(\d+)-(\d+)$/);
    const start = asked ? Number(asked[1]) : 0;
    const end_ = asked ? Math.min(Number(asked[2]) + 1, body.length) : body.length;
    response.writeHead(asked ? 206 : 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': end_ - start,
      ...(asked && { 'Content-Range': rangeOf(start, end_, body.length, faults.wrongRange) }),
    });
    if (stall && stall.times > 0 && end_ - start > stall.afterBytes) {
      stall.times -= 1;
      sent += stall.afterBytes;
      response.write(body.subarray(start, start + stall.afterBytes));
      return response;
    }
    if (cut && cut.times > 0 && end_ - start > cut.afterBytes) {
      cut.times -= 1;
      sent += cut.afterBytes;
      response.write(body.subarray(start, start + cut.afterBytes), () =>
        setTimeout(() => response.destroy(), 50),
      );
      return response;
    }
    void pour(response, body.subarray(start, end_), faults.bytesPerSecond, (bytes) => {
      sent += bytes;
    });
    return response;
  }

  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://localhost:${port}`,
    faults,
    log,
    questions: () => questions,
    sentBytes: () => sent,
    close: () => closeServer(server),
  };
}

function rangeOf(start: number, end: number, total: number, wrong: HubFaults['wrongRange']): string {
  const from = wrong === 'start' ? start + 1 : start;
  return `bytes ${from}-${end - 1}/${wrong === 'total' ? total + 1 : total}`;
}

async function pour(
  response: ServerResponse,
  body: Buffer,
  bytesPerSecond: number | undefined,
  onSent: (bytes: number) => void,
): Promise<void> {
  const piece = bytesPerSecond ? Math.ceil(bytesPerSecond / 20) : 1 << 20;
  for (let at = 0; at < body.length && !response.destroyed; at += piece) {
    const part = body.subarray(at, at + piece);
    const room = response.write(part);
    onSent(part.length);
    if (!room) await roomIn(response);
    if (bytesPerSecond) await new Promise((go) => setTimeout(go, 50));
  }
  response.end();
}

/** Resolves when there is room again, or nobody left to send to. */
function roomIn(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

function answerApi(
  response: ServerResponse,
  files: ReadonlyMap<string, Buffer> | undefined,
  what: string,
  revision: string,
): ServerResponse {
  if (!files) return end(response, 404);
  response.setHeader('Content-Type', 'application/json');
  if (what === 'revision') {
    return response.end(JSON.stringify({ sha: COMMIT, tags: ['onnx', 'license:cc0-1.0'] }));
  }
  if (revision !== COMMIT) return end(response, 404);
  const entries = [...files].map(([path, body]) => ({
    type: 'file',
    path,
    size: body.length,
    oid: createHash('sha1').update(`blob ${body.length}\0`).update(body).digest('hex'),
    ...(LARGE.test(path) && {
      lfs: { oid: createHash('sha256').update(body).digest('hex'), size: body.length },
    }),
  }));
  return response.end(
    JSON.stringify([{ type: 'directory', path: 'unet', oid: COMMIT, size: 0 }, ...entries]),
  );
}

function end(response: ServerResponse, status: number): ServerResponse {
  response.writeHead(status, { 'Content-Type': 'text/plain' });
  return response.end(String(status));
}

/** All files below a folder, by path with forward slashes. */
export async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Buffer>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}
