import { create } from 'zustand';
import type { FillJob, JobProgress } from '../../workers/shared/job.ts';
import type { StagedFill } from '../editor/ports.ts';
import { t } from '../i18n/t.ts';
import type { Remaining } from '../lib/remaining-time.ts';
import { goesOn } from '../lib/sampling.ts';
import { keepGrowth, rollBackGrowth } from './expand-store.ts';
import { notify } from './notices-store.ts';
import { services } from './services.ts';
import { setSeed, setSettings } from './settings-store.ts';

/** A candidate on the strip, with the job that made it. */
export interface Candidate extends StagedFill {
  readonly id: string;
  /** The fill whose place it takes once accepted; null for a new one. */
  readonly replaces: string | null;
  readonly job: Omit<FillJob, 'window'>;
  readonly totalMs: number;
  /** Steps the model took; 0 where the picture's own pixels made it. */
  readonly steps: number;
}

interface JobState {
  readonly running: boolean;
  readonly startedAt: number;
  readonly progress: JobProgress | null;
  readonly remaining: Remaining | null;
  readonly candidates: readonly Candidate[];
  /** Index of the candidate shown in place; null shows the document. */
  readonly selected: number | null;
  /** True until the person picks or paints: better candidates then take the place of the instant one. */
  readonly following: boolean;
  /** How many candidates there were when the run began. */
  readonly earlier: number;
}

export const useJob = create<JobState>(() => ({
  running: false,
  startedAt: 0,
  progress: null,
  remaining: null,
  candidates: [],
  selected: null,
  following: true,
  earlier: 0,
}));

/** Sets the stage for a run: cleared, or with what is on show kept until there is more. What it makes is shown as it comes. */
export function startRun(stage: 'cleared' | 'kept' = 'cleared'): void {
  services().editor.setCompareMode('off');
  if (stage === 'cleared') show(null);
  useJob.setState({
    running: true,
    startedAt: performance.now(),
    progress: null,
    remaining: null,
    following: true,
    earlier: useJob.getState().candidates.length,
  });
}

/**
 * Puts a candidate on the strip. The first one of a run is shown at once. The model's first takes the place of the
 * instant one, except where what is there should just go on: there the picture's own pixels are the better first look, and
 * laid as an eraser drew an even better one. Nothing moves once the person has picked or painted.
 */
export function stageCandidate(candidate: Candidate): void {
  const { candidates, selected, following, earlier } = useJob.getState();
  const shown = selected === null ? undefined : candidates[selected];
  useJob.setState({ candidates: [...candidates, candidate] });
  const better = shown?.steps === 0 && (!goesOn(candidate.job.intent) || laidAsDrawn(candidate));
  const outdated = selected !== null && selected < earlier;
  if (following && (!shown || outdated || better)) show(candidates.length);
}

function laidAsDrawn({ chain }: Candidate): boolean {
  const has = (wanted: string) => chain.some(({ stage }) => stage === wanted);
  return has('eraser') && has('structure-hint');
}

/** The person's choice: a candidate in place of the document; null shows the document and its mask. */
export function selectCandidate(index: number | null): void {
  useJob.setState({ following: false });
  show(index);
}

/** Shows what the run makes as it takes shape, and then what it has made. */
export function watchRun(): void {
  show(null);
  useJob.setState({ following: true });
}

function show(index: number | null): void {
  const candidate = index === null ? undefined : useJob.getState().candidates[index];
  services().editor.showStaged(candidate ?? null, candidate?.replaces ?? undefined);
  useJob.setState({ selected: candidate ? index : null });
}

/** Steps through the strip, round the ends. */
export function stepCandidate(by: number): void {
  const { candidates, selected } = useJob.getState();
  if (candidates.length === 0) return;
  const from = selected ?? (by > 0 ? -1 : candidates.length);
  selectCandidate((from + by + candidates.length) % candidates.length);
}

/** Makes the shown candidate part of the document, as one undo entry. */
export function acceptCandidate(): void {
  const { candidates, selected } = useJob.getState();
  const candidate = selected === null ? undefined : candidates[selected];
  if (!candidate) return;
  const { editor } = services();
  clearCandidates();
  keepGrowth();
  editor.acceptFill(candidate, candidate.job, candidate.replaces ?? undefined);
  // The next removal takes away something else.
  if (candidate.job.intent === 'remove') setSettings({ removed: '' });
}

/** Throws the candidate on show away and shows its neighbour; the last one goes as all of them do. */
export function discardCandidate(): void {
  const { candidates, selected } = useJob.getState();
  if (selected === null) return;
  if (candidates.length === 1) {
    discardCandidates();
    return;
  }
  const left = candidates.toSpliced(selected, 1);
  useJob.setState({ candidates: left });
  selectCandidate(Math.min(selected, left.length - 1));
}

/** Throws all candidates away; a canvas that grew for them alone shrinks again, unless more of them are on the way. */
export function discardCandidates(): void {
  clearCandidates();
  if (!useJob.getState().running) rollBackGrowth();
}

/** Empties the strip; the document stays as it was. */
export function clearCandidates(): void {
  services().editor.showStaged(null);
  useJob.setState({ candidates: [], selected: null });
}

/** Puts a seed on the clipboard; where that is forbidden it is kept for the next fill, which is what it is copied for. */
export async function copySeed(seed: number): Promise<void> {
  try {
    await navigator.clipboard.writeText(String(seed));
    notify('info', t('candidates.seedCopied', { seed: String(seed) }));
  } catch {
    setSeed(seed);
    notify('info', t('candidates.seedKept', { seed: String(seed) }));
  }
}
