import type { FillJob, FillSummary } from '../../shared/job.ts';
import { viewOf } from './around-view.ts';
import { checkJob } from './check-job.ts';
import { fillWindow } from './fill-window.ts';
import { growthSteps } from './growth-steps.ts';
import type { Acquire, FillHooks } from './inpaint.ts';
import { iterativeOutpaint } from './iterative-outpaint.ts';

/**
 * Runs one job from start to end: in one window, or, where a picture grows by much, step by step.
 *
 * @param acquire not called where no model is needed
 * @throws what `inpaint` throws
 */
export async function runFill(acquire: Acquire, job: FillJob, hooks: FillHooks): Promise<FillSummary> {
  checkJob(job);
  const growth = growthSteps(job);
  return growth ? iterativeOutpaint(acquire, job, growth, hooks) : fillWindow(acquire, viewOf(job), hooks);
}
