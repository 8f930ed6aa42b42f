import { LacunaError } from '../../shared/errors.ts';
import type { FillHooks } from './inpaint.ts';

/**
 * What a job's eraser makes, or null, with the cause on the console, where it cannot be used: the job's model does not need
 * it.
 *
 * @param eraser its address
 * @throws LacunaError `job-cancelled`, `device-lost`
 */
export async function orLeaveOut<T>(eraser: string, task: () => Promise<T>): Promise<T | null> {
  try {
    return await task();
  } catch (thrown) {
    const code = thrown instanceof LacunaError ? thrown.code : null;
    if (code === 'job-cancelled' || code === 'device-lost') throw thrown;
    console.warn(`${eraser} is left out:`, thrown);
    return null;
  }
}

/** Hooks for what a job's model makes by itself, though an eraser was to go first: each candidate says so. */
export function withoutEraser(hooks: FillHooks): FillHooks {
  const left = { stage: 'eraser-left-out', note: '' };
  return {
    ...hooks,
    onCandidate: (candidate) => hooks.onCandidate({ ...candidate, chain: [...candidate.chain, left] }),
  };
}
