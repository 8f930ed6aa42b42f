import type { PackManifest } from '../../workers/shared/catalog.ts';
import type { FillCandidate, FillJob, JobProgress } from '../../workers/shared/job.ts';
import { learnPace } from './pace-store.ts';
import { services } from './services.ts';

/** Whom a run tells what it does. */
export interface Told {
  readonly signal: AbortSignal;
  onProgress(progress: JobProgress): void;
  onCandidate(candidate: FillCandidate, job: FillJob): void;
  /** What is finished of a candidate under way. */
  onSoFar(candidate: FillCandidate, job: FillJob): void;
}

/** What a run does once the model is there. */
export type Work = (pack: PackManifest, told: Told) => Promise<unknown>;

/** The work of one job. */
export function oneJob(makeJob: (pack: PackManifest) => FillJob): Work {
  return async (pack, { signal, onProgress, onCandidate, onSoFar }) => {
    const job = makeJob(pack);
    return services().engine.fill(job, {
      signal,
      onProgress({ soFar, ...progress }) {
        onProgress(progress);
        if (soFar) onSoFar(soFar, job);
      },
      onCandidate(candidate) {
        const { pack, ...made } = candidate;
        const of = pack === undefined ? job : madeBy(pack, job);
        learnPace(of.pack, made.timings, passesOf(made));
        onCandidate(made, of);
      },
    });
  };
}

/** The job as it would be for what its eraser made alone: it has no methods to choose from. */
function madeBy(pack: string, { eraser: _, ...job }: FillJob): FillJob {
  return { ...job, pack, method: 'auto' };
}

/** Passes through the model: as many as an expansion had steps, else one. */
function passesOf({ chain }: FillCandidate): number {
  return Number(chain.find(({ stage }) => stage === 'steps')?.note ?? 1) || 1;
}
