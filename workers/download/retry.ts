import type { DownloadOptions } from '../shared/download-protocol.ts';
import { LacunaError } from '../shared/errors.ts';
import { HttpError, hostOf } from './http.ts';

/** Tries in a row that bring nothing. */
const MOST_TRIES = 5;
/** A host that asks for more patience gets it from the person, not from a row that seems to do nothing. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Runs a task that speaks to a host; again, after a pause, where what went wrong may be gone a moment later.
 *
 * @param task calls `progress` when something arrived to stay: tries are counted anew then
 * @throws LacunaError `model-unreachable` after five tries in vain, `model-not-found`, `model-host-busy` when the host
 * asks for a longer pause than a minute, and what the task throws; the signal's reason when aborted
 */
export async function retrying<T>(
  task: (progress: () => void) => Promise<T>,
  url: string,
  { backoffMs }: Pick<DownloadOptions, 'backoffMs'>,
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      return await task(() => {
        failures = 0;
      });
    } catch (thrown) {
      signal.throwIfAborted();
      failures += 1;
      const asked = thrown instanceof HttpError ? thrown.retryAfterMs : null;
      if (asked !== null && asked > LONGEST_WAIT_MS) throw hostBusy(url, asked);
      if (!isPassing(thrown) || failures >= MOST_TRIES) throw asModelError(thrown, url);
      // Twice as long each time, with a random part so that tabs do not march in step.
      const own = backoffMs * 2 ** (failures - 1) * (0.75 + 0.5 * Math.random());
      await wait(asked ?? Math.min(LONGEST_WAIT_MS, own), signal);
    }
  }
}

/** What may be gone a moment later: no answer, a cut, a busy host, an address that has expired (403). */
function isPassing(thrown: unknown): boolean {
  if (thrown instanceof HttpError) {
    return [403, 408, 425, 429].includes(thrown.status) || thrown.status >= 500;
  }
  if (thrown instanceof LacunaError) return thrown.code === 'model-unreachable';
  return true;
}

function asModelError(thrown: unknown, url: string): LacunaError {
  if (thrown instanceof HttpError && [401, 403, 404, 410].includes(thrown.status)) {
    return new LacunaError('model-not-found', thrown.message, { host: hostOf(url), status: thrown.status });
  }
  if (thrown instanceof LacunaError) return thrown;
  return new LacunaError('model-unreachable', `${url}: ${String(thrown)}`, { host: hostOf(url), status: 0 });
}

function hostBusy(url: string, waitMs: number): LacunaError {
  const minutes = Math.ceil(waitMs / 60_000);
  return new LacunaError('model-host-busy', `${url} asks to wait ${minutes} min`, {
    host: hostOf(url),
    minutes,
  });
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
}
