/** Notices a worker that has fallen silent: a dead worker sends no event, and a hung one answers nothing. */
export interface Watchdog {
  /** A sign of life came; `nextMs` is how long the silence after it may last, where that is longer than usual. */
  beat(nextMs?: number): void;
  /** Silence counts while there is work under way. */
  setBusy(busy: boolean): void;
  stop(): void;
}

/** Shortest limit: loading a model may fill the worker's thread for seconds. */
const MIN_SILENCE_MS = 20_000;
/** Limit before the first sign of life: until then the worker's script is on its way, over a line that may be slow. */
const FIRST_BEAT_MS = 120_000;
/** The limit is this many times the longest silence that nobody announced: work that fills the worker's thread. */
const CALIBRATION = 10;
const TICK_MS = 1000;

/**
 * Calls `onSilence` once when a busy worker is silent for longer than the limit. Silence is counted in ticks of a
 * timer, not by the clock: while this thread is held up, or the machine sleeps, heartbeats wait to be read.
 */
export function createWatchdog(onSilence: () => void, minSilenceMs: number = MIN_SILENCE_MS): Watchdog {
  const tickMs = Math.min(TICK_MS, minSilenceMs / 4);
  let silentMs = 0;
  let longest = 0;
  let busy = false;
  let heard = false;
  let announced = 0;
  const limitMs = () => (heard ? Math.max(minSilenceMs, CALIBRATION * longest, announced) : FIRST_BEAT_MS);
  const timer = setInterval(() => {
    if (!busy) return;
    silentMs += tickMs;
    if (silentMs <= limitMs()) return;
    clearInterval(timer);
    onSilence();
  }, tickMs);

  return {
    beat(nextMs = 0) {
      // How long the script took to arrive, or a graph to load and compile, says nothing about the next silence.
      if (busy && heard && announced === 0) longest = Math.max(longest, silentMs);
      heard = true;
      announced = nextMs;
      silentMs = 0;
    },
    setBusy(value) {
      if (value && !busy) silentMs = 0;
      busy = value;
    },
    stop: () => clearInterval(timer),
  };
}
