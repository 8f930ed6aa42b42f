import type { FinePass } from './fine-pass.ts';
import type { FillJob, MethodId } from './job.ts';
import { repaintCalls } from './repaint-visits.ts';

/** What decides how often a job asks the denoising network. */
export type CallPlan = Pick<
  FillJob,
  'method' | 'steps' | 'strength' | 'jumpLength' | 'resampling' | 'innerSteps'
>;

/** What a method does unless the job says otherwise. */
export const JUMP_LENGTH = 5;
export const RESAMPLING = 3;
export const INNER_STEPS = 3;
export const STEP_SIZE = 0.2;

/** Share of fresh noise unless the job says: RePaint is ancestral, without it the two regions hardly come to agree. */
export function usualEta(method: MethodId): number {
  return method === 'repaint' ? 1 : 0;
}

/**
 * Steps really walked at a strength: `min(int(N * strength), N)`, as in diffusers, but at least one: asking for little is
 * no error.
 */
export function stepCount(steps: number, strength: number): number {
  return Math.min(Math.max(1, Math.trunc(steps * strength)), steps);
}

/** Runs of the denoising network that one candidate takes, second pass included: known before the start, and exact. */
export function modelCalls(job: CallPlan, pass: FinePass | null): number {
  return coarseCalls(job) + (pass ? pass.tiles.length * stepCount(job.steps, pass.strength) : 0);
}

function coarseCalls(job: CallPlan): number {
  const steps = stepCount(job.steps, job.strength);
  switch (job.method) {
    case 'exemplar':
      return 0;
    case 'repaint':
      return repaintCalls(steps, job.jumpLength ?? JUMP_LENGTH, job.resampling ?? RESAMPLING);
    case 'langevin':
      return steps * (1 + (job.innerSteps ?? INNER_STEPS));
    case 'auto':
    case 'finetuned':
    case 'replace':
    case 'soft':
    case 'multiscale':
      return steps;
  }
}
