import { moveRect } from '../../workers/shared/geometry/rect.ts';
import type { FillCandidate, FillJob, JobProgress } from '../../workers/shared/job.ts';
import { errorCode } from '../i18n/errors.ts';
import { t } from '../i18n/t.ts';
import { abortable } from '../lib/abort.ts';
import { reportProgress } from '../lib/remaining-time.ts';
import { cropMask } from '../lib/window-pixels.ts';
import { buildJob } from './build-job.ts';
import {
  canWrap,
  cropPending,
  growPending,
  hasGrowthPending,
  isCrop,
  pendingSides,
  rollBackGrowth,
  useExpand,
} from './expand-store.ts';
import { jobLike } from './job-like.ts';
import { clearCandidates, selectCandidate, stageCandidate, startRun, useJob } from './job-store.ts';
import { tellDamaged } from './models-store.ts';
import { clearNotices, dismiss, notify, notifyError, useNotices } from './notices-store.ts';
import { currentPack, ensurePack } from './packs-store.ts';
import { jobAgain } from './roll-again.ts';
import { services } from './services.ts';
import { useSettings } from './settings-store.ts';
import { oneJob, type Work } from './work.ts';

let running: AbortController | null = null;

/** What makes ends meet is loaded when first wanted. */
const rolled = () => import('./rolled-work.ts');

/** Runs the fill that the settings describe; candidates arrive on the strip. Never throws: failures are told. */
export async function runFill(): Promise<void> {
  if (running || !services().editor.getState().document) return;
  clearNotices();
  const { intent, prompt } = useSettings.getState();
  if (intent === 'add' && prompt.trim() === '') return notify('error', t('prompt.needed'));
  if (intent === 'expand' && isCrop(pendingSides())) return cropPending();
  const sides = pendingSides();
  if (intent === 'expand' && !makeRoom()) return;
  if (intent === 'expand' && useExpand.getState().wrap && canWrap(sides)) {
    return run(async (pack, told) => (await rolled()).wrapWork(sides)(pack, told));
  }
  const { maskBounds, maskRests } = services().editor.getState();
  if (!maskBounds || maskRests) {
    if (intent === 'refine') return askWhatToRefine();
    return intent === 'expand' ? notify('error', t('expand.needed')) : askForMask();
  }
  await run(oneJob(buildJob));
}

/** Says that nothing is painted, for as long as that is true. */
function askForMask(): void {
  const { editor } = services();
  notify('error', t('error.mask-empty'));
  const notice = useNotices.getState().notices.at(-1)?.id ?? 0;
  const stop = editor.subscribe(() => {
    if (!editor.getState().maskBounds) return;
    stop();
    dismiss(notice);
  });
}

/** Makes the whole picture a texture whose ends meet. Never throws: failures are told. */
export async function makeSeamless(): Promise<void> {
  if (running || !services().editor.getState().document) return;
  clearNotices();
  await run(async (pack, told) => (await rolled()).seamlessWork()(pack, told));
}

/**
 * Runs a fill of the document again with a new seed, on the picture as it lies under it; what comes takes its place once
 * accepted. Never throws: failures are told.
 */
export async function rollFillAgain(id: string): Promise<void> {
  if (running) return;
  clearNotices();
  clearCandidates();
  const fill = services()
    .editor.getState()
    .document?.fills.find((entry) => entry.id === id);
  const again: Work = async (pack, told) =>
    ((fill && (await rolled()).rolledAgain(fill, id)) ?? oneJob(() => jobAgain(id)))(pack, told);
  await run(again, id);
}

/** Another round like the candidate on show, or like the last one; it joins them on the strip. */
export async function moreLikeThese(): Promise<void> {
  const { candidates, selected } = useJob.getState();
  const like = candidates[selected ?? candidates.length - 1];
  if (running || !like) return;
  clearNotices();
  const again: Work = async (pack, told) =>
    ((await rolled()).rolledAgain(like, like.replaces) ?? oneJob(() => jobLike(like)))(pack, told);
  await run(again, like.replaces, 'kept');
}

async function run(
  work: Work,
  replaces: string | null = null,
  shown?: Parameters<typeof startRun>[0],
): Promise<void> {
  running = new AbortController();
  const { signal } = running;
  // Of a growth under way, what its finished steps made.
  let keepSoFar: (() => void) | null = null;
  startRun(shown);
  try {
    const pack = await abortable(ensurePack(), signal);
    await work(pack, {
      signal,
      onProgress: (progress) => showProgress(progress, signal, replaces),
      onSoFar(candidate, job) {
        keepSoFar = () => stage(candidate, job, replaces);
      },
      onCandidate(candidate, job) {
        if (signal.aborted) return;
        keepSoFar = null;
        stage(candidate, job, replaces);
      },
    });
  } catch (error) {
    const kept = signal.reason === OUTDATED ? null : (keepSoFar as (() => void) | null);
    kept?.();
    const code = errorCode(error);
    if (code === 'model-damaged' || code === 'model-import-again')
      void tellDamaged(error, currentPack()?.id ?? '');
    else if (code !== 'job-cancelled') notifyError(error);
    else if (signal.reason !== OUTDATED) notify('info', t(kept ? 'run.cancelledKept' : 'run.cancelled'));
  } finally {
    running = null;
    services().editor.showPreview(null);
    void services().pwa.refreshOffline();
    useJob.setState({ running: false, progress: null });
    if (useJob.getState().candidates.length === 0) rollBackGrowth();
    restoreShown();
  }
}

/** Refine means the painted area; those who mean all of the picture can have that painted. */
function askWhatToRefine(): void {
  const paintAll = () => services().editor.invertMask();
  notify('error', t('refine.needed'), { label: t('refine.all'), run: paintAll });
}

/** Grows the canvas by what is pending; false, and told, where it would be too large. */
function makeRoom(): boolean {
  if (!hasGrowthPending()) return true;
  try {
    growPending();
    return true;
  } catch (error) {
    if (errorCode(error) === 'image-too-large') notify('error', t('expand.tooLarge'));
    else notifyError(error);
    return false;
  }
}

/** A run that made nothing leaves earlier candidates as they were: the newest is shown again. */
function restoreShown(): void {
  const { selected, following, candidates } = useJob.getState();
  if (following && selected === null && candidates.length > 0) selectCandidate(candidates.length - 1);
}

/** Frees the document at once; the engine stops at the end of its step. */
export function cancelFill(): void {
  running?.abort();
}

/** Why a run ended when nobody pressed Cancel: there is nothing to tell then. */
const OUTDATED = 'outdated';

/** The document is another one than the run and the candidates were made for: both go. */
export function dropOutdated(): void {
  running?.abort(OUTDATED);
  clearCandidates();
}

function showProgress(progress: JobProgress, signal: AbortSignal, replaces: string | null): void {
  if (signal.aborted) return;
  const { preview } = progress;
  const { remaining } = useJob.getState();
  useJob.setState({
    progress,
    remaining: reportProgress(remaining, progress.fraction, performance.now()),
  });
  // A preview shows inside the mask, and a fill rolled again has none.
  if (preview && replaces === null && useJob.getState().selected === null)
    services().editor.showPreview(preview);
}

function stage(candidate: FillCandidate, job: FillJob, replaces: string | null): void {
  const { window, ...entry } = job;
  services().editor.showPreview(null);
  stageCandidate({
    id: `${job.id}-${candidate.index}`,
    rect: candidate.rect,
    patch: candidate.patch,
    stitch: candidate.stitch,
    hole: cropMask(window.mask, moveRect(candidate.rect, -window.rect.x, -window.rect.y)),
    replaces,
    seed: candidate.seed,
    chain: candidate.chain,
    job: entry,
    totalMs: candidate.timings.totalMs,
    steps: candidate.timings.steps,
  });
}
