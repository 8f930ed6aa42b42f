import { LacunaError } from '../shared/errors.ts';

/** Nothing of the visitor goes along: no cookies, no referrer; and no answer is taken from a cache. */
const REQUEST: RequestInit = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  mode: 'cors',
};

/** Longest list or config that is read. */
const MOST_JSON_BYTES = 10e6;

/**
 * The base URL of a host without a slash at its end.
 *
 * @throws LacunaError `model-address` for what is none, or is neither encrypted nor on this machine
 */
export function checkedBase(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLocal = url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname);
  if (!url || !(url.protocol === 'https:' || isLocal)) {
    throw new LacunaError('model-address', `${address} is no https address`, { address });
  }
  return address.replace(/\/+$/, '');
}

/** One request without retries. @throws LacunaError `model-unreachable` with the status */
export async function getResponse(url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...REQUEST, ...init });
  } catch (thrown) {
    if (init.signal?.aborted) throw thrown;
    throw new LacunaError('model-unreachable', `${url}: ${String(thrown)}`, { host: hostOf(url), status: 0 });
  }
  if (!response.ok) throw new HttpError(url, response);
  return response;
}

/** A small JSON file. @throws LacunaError `model-unreachable` */
export async function getJson(url: string, signal: AbortSignal): Promise<unknown> {
  return jsonOf(await getResponse(url, { signal }), url);
}

/** The JSON of an answer. @throws LacunaError `model-unreachable`, `model-page` */
export async function jsonOf(response: Response, url: string): Promise<unknown> {
  if (isPage(response)) {
    throw new LacunaError('model-page', `${url} answered a web page`, { host: hostOf(url) });
  }
  const text = await response.text();
  if (text.length > MOST_JSON_BYTES) {
    throw new LacunaError('model-unreachable', `${url} is no small file`, { host: hostOf(url), status: 200 });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new LacunaError('model-unreachable', `${url} is not JSON`, { host: hostOf(url), status: 200 });
  }
}

/** True for a web page in place of a file: a sign-in page, or a host that answers every address with one document. */
export function isPage(response: Response): boolean {
  return response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
}

/** An answer that says no. */
export class HttpError extends LacunaError {
  readonly status: number;
  /** Milliseconds to wait, where the host tells (`Retry-After` in seconds or as a date). */
  readonly retryAfterMs: number | null;

  constructor(url: string, response: Response) {
    super('model-unreachable', `${hostOf(url)} answered ${response.status}`, {
      host: hostOf(url),
      status: response.status,
    });
    this.status = response.status;
    this.retryAfterMs = retryAfter(response.headers.get('Retry-After'));
  }
}

function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

/** Host and port of an address; the address itself where it is none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
