import { LacunaError } from '../../shared/errors.ts';
import type { FillJob, FillSummary } from '../../shared/job.ts';
import type { EngineEvents, EventSink } from '../../shared/protocol.ts';
import type { AnyPack } from '../models/pack.ts';
import { runFill } from '../pipelines/fill.ts';
import type { Acquire } from '../pipelines/inpaint.ts';
import type { TaskQueue } from '../transport/queue.ts';
import type { Pulse } from './pulse.ts';
import { withoutHaste } from './without-haste.ts';

/** The jobs under way. */
export interface Fills {
  run(job: FillJob): Promise<FillSummary>;
  /** Asks a job to stop; an id that is not (or no longer) under way is nobody's. */
  cancel(jobId: string): void;
  /** Whether a job is under way. */
  any(): boolean;
}

/**
 * Jobs begin at once with what needs no model; their model parts wait for their turn in the queue.
 *
 * @param load a pack for a job whose turn it is, by its address
 */
export function createFills(
  emit: EventSink<EngineEvents>,
  queue: TaskQueue,
  pulse: Pulse,
  load: (job: FillJob, pack: string) => Promise<AnyPack>,
): Fills {
  const running = new Map<string, AbortController>();

  /**
   * Gets at packs, from the first call on in this job's turn, which lasts until `over` and until nothing loads any more.
   * Rejects as soon as the job is cancelled: a model that is on its way then is there for the next job.
   */
  function inTurn(job: FillJob, stop: AbortSignal, over: Promise<void>): Acquire {
    let turn: Promise<void> | null = null;
    const loading: Promise<AnyPack>[] = [];
    const wait = () =>
      new Promise<void>((begin) => {
        void queue.run(async () => {
          if (stop.aborted) return;
          begin();
          await over;
          await Promise.allSettled(loading);
        });
      });
    return (pack) =>
      new Promise((resolve, reject) => {
        const leave = () => reject(new LacunaError('job-cancelled', 'cancelled'));
        stop.addEventListener('abort', leave, { once: true });
        turn ??= wait();
        const loaded = turn.then(() => {
          if (stop.aborted) throw new LacunaError('job-cancelled', 'cancelled');
          const one = load(job, pack);
          loading.push(one);
          return one;
        });
        loaded.then(resolve, reject);
      });
  }

  return {
    async run(job) {
      const stop = new AbortController();
      running.set(job.id, stop);
      const endPulse = pulse.begin();
      let end = (): void => undefined;
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      try {
        return await runFill(inTurn(job, stop.signal, over), job, {
          onProgress: withoutHaste(emit.progress, () => performance.now()),
          onCandidate: (candidate) => emit.candidate({ jobId: job.id, candidate }),
          cancelled: () => stop.signal.aborted,
          now: () => performance.now(),
          yield: () => pulse.pause(),
        });
      } finally {
        running.delete(job.id);
        end();
        endPulse();
      }
    },
    cancel: (jobId) => running.get(jobId)?.abort(),
    any: () => running.size > 0,
  };
}
