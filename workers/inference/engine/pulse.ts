import type { Watch } from '../runtime/session.ts';

/** Says that the worker is alive. */
export interface Pulse {
  /** Marks work as under way until the returned function is called. */
  begin(): () => void;
  /** Lets waiting messages (a cancel) in, and beats where the last beat is a while ago. To be called between steps. */
  pause(): Promise<void>;
  /**
   * Does not beat while the runtime works: on a GPU this thread stays free, also when the GPU never answers. A work that
   * may take longer than a usual silence says so beforehand.
   */
  readonly watch: Watch;
}

const BEAT_MS = 1000;
/** Least milliseconds between a beat and that of a pause: each wakes the page. */
const PAUSE_BEAT_MS = 250;
const USUAL_SILENCE_MS = 20_000;

/** Beats once a second, and at pauses: a step that fills the thread lets no timer run. */
export function createPulse(beat: (busy: boolean, silentMs?: number) => void): Pulse {
  let working = 0;
  let held = 0;
  /** The longest silence announced by what the runtime does now. */
  let announced = 0;
  let beatAt = Number.NEGATIVE_INFINITY;
  // Every beat says it again: one of other work would take it back.
  const beatNow = () => {
    beatAt = performance.now();
    beat(working > 0, announced > USUAL_SILENCE_MS ? announced : undefined);
  };
  const channel = new MessageChannel();
  let resume: (() => void) | null = null;
  channel.port1.onmessage = () => resume?.();
  setInterval(() => held === 0 && beatNow(), BEAT_MS);

  return {
    begin() {
      working += 1;
      beatNow();
      return () => {
        working -= 1;
        beatNow();
      };
    },
    async watch(patienceMs, work) {
      announced = Math.max(announced, patienceMs);
      if (patienceMs > USUAL_SILENCE_MS) beatNow();
      held += 1;
      try {
        return await work();
      } finally {
        held -= 1;
        if (held === 0) announced = 0;
      }
    },
    // A message to ourselves queues behind the messages that wait already, and unlike a timer is not held back.
    pause() {
      if (performance.now() - beatAt >= PAUSE_BEAT_MS) beatNow();
      return new Promise((resolve) => {
        const earlier = resume;
        resume = () => {
          earlier?.();
          resolve();
          resume = null;
        };
        channel.port2.postMessage(null);
      });
    },
  };
}
