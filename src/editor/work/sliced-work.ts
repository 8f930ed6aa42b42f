/** Work in steps of a few milliseconds each; what it yields is of no account. */
export type Steps = Generator<void, void, void>;

interface Job {
  readonly steps: Steps;
  readonly end: () => void;
  readonly undo: () => void;
}

/** Longest time in one go: the screen has the rest of the frame. */
const SLICE_MS = 8;

/**
 * Does long work in slices, so that the page goes on drawing. The first slice runs at once: small work is done when
 * `run` returns. One job at a time; whoever needs its result sooner calls `finish`.
 */
export class SlicedWork {
  private job: Job | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param sliceMs `Infinity` does everything at once */
  constructor(private readonly sliceMs: number = SLICE_MS) {}

  /**
   * Starts a job, after finishing the one in progress.
   * @param end called after the last step
   * @param undo called in place of `end` when the job is cancelled or fails
   */
  run(steps: Steps, end: () => void, undo: () => void): void {
    this.finish();
    this.job = { steps, end, undo };
    this.slice(this.sliceMs);
  }

  /** Does what is left of the job in progress now. */
  finish(): void {
    if (this.job) this.slice(Number.POSITIVE_INFINITY);
  }

  /** Drops the job in progress; false when there is none. */
  cancel(): boolean {
    const { job } = this;
    if (!job) return false;
    this.stop();
    job.undo();
    return true;
  }

  private slice(ms: number): void {
    clearTimeout(this.timer);
    const { job } = this;
    if (!job) return;
    const until = performance.now() + ms;
    try {
      do {
        if (!job.steps.next().done) continue;
        this.stop();
        job.end();
        return;
      } while (performance.now() < until);
    } catch (error) {
      this.cancel();
      throw error;
    }
    this.timer = setTimeout(() => this.slice(ms), 0);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.job = null;
  }
}
