/** Longest stretch of work between two chances for the page to answer, in milliseconds. */
const SLICE_MS = 8;

/**
 * Runs a generator in short slices, so that the page answers in between.
 * @returns what the generator returns; null when `signal` was aborted first
 */
export async function inSlices<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T | null> {
  while (!signal.aborted) {
    const until = performance.now() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return null;
}
