import type { FillJob, JobProgress, Phase, Preview } from '../../shared/job.ts';

/** Reports a job's progress in units of work: one for the encoder, one a step, one a decode. */
export interface ProgressReport {
  /** Says where the job is; the fraction stays. */
  phase(phase: Phase, candidate: number, step: number, preview?: Preview | null): void;
  /** Counts one unit as done. */
  advance(): void;
}

/** Fractions run from 0 to 1 and never fall: units only ever add up. */
export function progressReport(
  job: FillJob,
  steps: number,
  onProgress: (progress: JobProgress) => void,
): ProgressReport {
  const units = 1 + job.candidates * (steps + 1);
  let done = 0;
  return {
    phase(phase, candidate, step, preview = null) {
      const { id: jobId, candidates } = job;
      onProgress({ jobId, phase, candidate, candidates, step, steps, fraction: done / units, preview });
    },
    advance() {
      done = Math.min(units, done + 1);
    },
  };
}
