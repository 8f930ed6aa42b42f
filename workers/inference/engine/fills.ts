import { LacunaError } from '../../shared/errors.ts';
import type { FillJob, FillSummary } from '../../shared/job.ts';
import type { EngineEvents, EventSink } from '../../shared/protocol.ts';
import type { AnyPack } from '../models/pack.ts';
import { runFill } from '../pipelines/fill.ts';
import type { TaskQueue } from '../transport/queue.ts';
import type { Pulse } from './pulse.ts';

/** The jobs under way. */
export interface Fills {
  run(job: FillJob): Promise<FillSummary>;
  /** Asks a job to stop; an id that is not (or no longer) under way is nobody's. */
  cancel(jobId: string): void;
}

/**
 * Jobs begin at once with what needs no model; their model parts wait for their turn in the queue.
 *
 * @param load the pack of a job whose turn it is
 */
export function createFills(
  emit: EventSink<EngineEvents>,
  queue: TaskQueue,
  pulse: Pulse,
  load: (job: FillJob) => Promise<AnyPack>,
): Fills {
  const running = new Map<string, AbortController>();

  /**
   * The pack, once it is this job's turn, which lasts until `over`. Rejects as soon as the job is cancelled: a model
   * that is on its way then is there for the next job.
   */
  function inTurn(job: FillJob, stop: AbortSignal, over: Promise<void>): Promise<AnyPack> {
    return new Promise((resolve, reject) => {
      const leave = () => reject(new LacunaError('job-cancelled', 'cancelled'));
      stop.addEventListener('abort', leave, { once: true });
      const turn = queue.run(async () => {
        if (stop.aborted) return;
        resolve(await load(job));
        await over;
      });
      turn.catch(reject);
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
        return await runFill(() => inTurn(job, stop.signal, over), job, {
          onProgress: emit.progress,
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
  };
}
