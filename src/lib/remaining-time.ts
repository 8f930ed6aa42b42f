/** What is known of a job's end: how fast it goes, smoothed, and when it would be done. Times in milliseconds. */
export interface Remaining {
  readonly atMs: number;
  readonly fraction: number;
  /** Share of the job a millisecond; null before two reports. */
  readonly rate: number | null;
  readonly endMs: number | null;
}

/** The speed of the last seconds counts; a slow or fast step among them moves it little. */
const MEMORY_MS = 6000;
/** Share of a new end that is believed at once. */
const TRUST = 0.15;
/** Before this share, and before this time, a guess is worth nothing. */
const LEAST_FRACTION = 0.05;
const LEAST_MS = 1000;

/** Takes a report of the share that is done; one that falls begins anew. */
export function reportProgress(known: Remaining | null, fraction: number, nowMs: number): Remaining {
  if (!known || fraction < known.fraction) return { atMs: nowMs, fraction, rate: null, endMs: null };
  const elapsed = nowMs - known.atMs;
  // What came before the first share is no measure of the shares: a model loads, own pixels are looked at.
  if (fraction === known.fraction) return known.rate === null ? { ...known, atMs: nowMs } : known;
  if (elapsed <= 0) return known;
  const rateNow = (fraction - known.fraction) / elapsed;
  const weight = 1 - Math.exp(-elapsed / MEMORY_MS);
  const rate = known.rate === null ? rateNow : known.rate + (rateNow - known.rate) * weight;
  const end = nowMs + (1 - fraction) / rate;
  const endMs = known.endMs === null ? end : known.endMs + (end - known.endMs) * Math.max(TRUST, weight);
  return { atMs: nowMs, fraction, rate, endMs };
}

/** Whole seconds left, at least 1; null while there is no telling. Between reports it counts down. */
export function secondsLeft(known: Remaining | null, startedAtMs: number, nowMs: number): number | null {
  if (!known || known.endMs === null || known.fraction < LEAST_FRACTION || known.fraction >= 1) return null;
  if (nowMs - startedAtMs < LEAST_MS) return null;
  return Math.max(1, Math.round((known.endMs - nowMs) / 1000));
}
