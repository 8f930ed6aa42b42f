import type { JobProgress } from '../../shared/job.ts';

/** Least milliseconds between two steps that are told: each wakes the page, and nobody reads more of them. */
const STEP_MS = 200;

/**
 * Passes progress on, without steps that only count on and follow another event too soon. Nothing is held back: what is
 * left out is said by the next event, and the last step by the phase after it.
 *
 * @param now milliseconds on any steady clock
 */
export function withoutHaste(
  send: (progress: JobProgress) => void,
  now: () => number,
): (progress: JobProgress) => void {
  let sentAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const counts = progress.phase === 'denoise' && progress.step > 0;
    const at = now();
    if (counts && !progress.preview && !progress.soFar && at - sentAt < STEP_MS) return;
    sentAt = at;
    send(progress);
  };
}
