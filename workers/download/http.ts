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
export async function getJson(url: string): Promise<unknown> {
  const response = await getResponse(url);
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

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
