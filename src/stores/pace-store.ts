import { create } from 'zustand';
import type { JobTimings } from '../../workers/shared/job.ts';
import { readStored, writeStored } from '../lib/local-storage.ts';

/** How fast a model is on this device. */
export interface Pace {
  /** Milliseconds of one sampling step. */
  readonly stepMs: number;
  /** Milliseconds of everything else that a pass through the model takes. */
  readonly restMs: number;
}

const KEY = 'lacuna.pace';
/** Weight of the newest measurement: a busy machine soon counts no more. */
const NEWEST = 0.5;

/** Paces by pack id, kept for the next visit. */
export const usePace = create<{ readonly paces: Readonly<Partial<Record<string, Pace>>> }>(() => ({
  paces: (readStored(KEY) ?? {}) as Readonly<Partial<Record<string, Pace>>>,
}));

/** Learns from a candidate that a model has made, in so many passes. */
export function learnPace(pack: string, timings: JobTimings, passes: number): void {
  if (timings.steps === 0) return;
  const { paces } = usePace.getState();
  const known = paces[pack];
  const stepMs = timings.denoiseMs / timings.steps;
  const restMs = Math.max(0, timings.totalMs - timings.loadMs - timings.denoiseMs) / passes;
  const mix = (before: number | undefined, now: number) =>
    Math.round(before === undefined ? now : before + (now - before) * NEWEST);
  const pace = { stepMs: mix(known?.stepMs, stepMs), restMs: mix(known?.restMs, restMs) };
  usePace.setState({ paces: { ...paces, [pack]: pace } });
  writeStored(KEY, usePace.getState().paces);
}

/** Seconds for so many passes of so many sampling steps, for each candidate; null where nothing was measured yet. */
export function expectedSeconds(
  pace: Pace | undefined,
  passes: number,
  {
    steps,
    strength,
    candidates,
  }: { readonly steps: number; readonly strength: number; readonly candidates: number },
): number | null {
  if (!pace || !Number.isFinite(pace.stepMs + pace.restMs)) return null;
  const each = pace.restMs + pace.stepMs * Math.max(1, Math.round(steps * strength));
  return Math.max(1, Math.round((each * passes * candidates) / 1000));
}
