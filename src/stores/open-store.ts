import { create } from 'zustand';
import type { MaskBuffer } from '../../workers/shared/pixels.ts';
import type { OpenedImage, OpenNote } from '../../workers/shared/protocol.ts';
import type { DocumentEdit } from '../editor/document/edit.ts';
import type { DocumentInfo } from '../editor/ports.ts';
import type { MessageKey } from '../i18n/catalogue.ts';
import { t } from '../i18n/t.ts';
import { keepDocument } from './autosave-store.ts';
import { resetExpand } from './expand-store.ts';
import { hasUnsavedFills, markSaved, resetSaved } from './export-store.ts';
import { dropOutdated } from './fill-actions.ts';
import { type Candidate, useJob } from './job-store.ts';
import { clearNotices, notify, notifyError } from './notices-store.ts';
import { warmUp } from './packs-store.ts';
import { isProject, projectSaving, readProject } from './project-store.ts';
import { fetchSample, type Sample, sampleTitle } from './samples-store.ts';
import { services } from './services.ts';
import { ask } from './view-store.ts';

/** Name of the picture being opened; null when none is. */
export const useOpening = create<{ readonly name: string | null }>(() => ({ name: null }));

const NOTES: Readonly<Record<OpenNote, MessageKey>> = {
  'sixteen-bit': 'open.noteSixteenBit',
  'first-frame-only': 'open.noteFirstFrame',
  'colour-converted': 'open.noteConverted',
};

/** What is opened: a picture file, and what was done to it before. */
export interface Opening {
  readonly file: File;
  /** Painted when it opens; part of opening, not an edit. */
  readonly mask?: MaskBuffer;
  readonly edits?: (image: OpenedImage) => readonly DocumentEdit[];
  /** Puts the settings in force that came with it. */
  readonly restore?: () => void;
  /** Takes care of keeping it; begins to keep it anew when left out. */
  readonly keep?: () => void;
  /** True where a file of its own holds all of it. */
  readonly isSaved?: boolean;
}

/** Opens a picture or project file in place of the document; a file that cannot be read changes nothing. */
export function openFile(file: File): Promise<boolean> {
  return openWith(file.name, async () => ((await isProject(file)) ? readProject(file) : { file }));
}

/** Opens a bundled sample with its mask already painted: one click on Fill gives a first fill. */
export async function openSample(sample: Sample): Promise<void> {
  const { width, height } = sample;
  await openWith(sampleTitle(sample), async () => {
    const file = await fetchSample(sample.file);
    try {
      const mask = await fetchSample(sample.mask);
      return { file, mask: await services().codec.decodeMask({ file: mask, width, height }) };
    } catch (error) {
      console.error(error);
      notify('error', t('open.sampleFailed'));
      return null;
    }
  });
}

/**
 * Nothing is replaced before everything is read, and before the person has agreed to lose what is there then.
 *
 * @param read null gives up: what is wrong was told already
 */
export async function openWith(name: string, read: () => Promise<Opening | null>): Promise<boolean> {
  let agreed = workAtStake();
  if (useOpening.getState().name !== null || !(await mayReplace())) return false;
  useOpening.setState({ name });
  clearNotices();
  try {
    const opening = await read();
    if (!opening) return false;
    const { file, mask, edits, restore, keep, isSaved } = opening;
    const image = await services().codec.open({ file });
    const restoring = restore ?? (edits ? null : await parametersOf(image));
    while (!isSameWork(agreed, workAtStake())) {
      agreed = workAtStake();
      if (!(await mayReplace())) return false;
    }
    dropOutdated();
    resetExpand();
    const { editor } = services();
    editor.open(image, file, file.name, edits?.(image));
    // Part of opening: the first Undo must not take it away.
    if (mask) editor.setMask(mask, 'silent');
    restoring?.();
    if (isSaved) markSaved();
    else resetSaved();
    if (keep) keep();
    else keepDocument(file);
    for (const note of image.notes) notify('info', t(NOTES[note]));
    void warmUp();
    void projectSaving();
    return true;
  } catch (error) {
    notifyError(error);
    return false;
  } finally {
    useOpening.setState({ name: null });
  }
}

/** What puts the settings in force that a generator left in a picture; null where it left none. */
async function parametersOf({ parameters }: OpenedImage): Promise<(() => void) | null> {
  return parameters ? (await import('./restore-parameters.ts')).parametersRestorer(parameters) : null;
}

async function mayReplace(): Promise<boolean> {
  if (!hasUnsavedFills()) return true;
  return ask({
    title: t('open.replaceTitle'),
    body: t('open.replaceBody'),
    confirm: t('open.replaceConfirm'),
  });
}

/** What another picture would take away, by identity. */
interface Work {
  readonly document: DocumentInfo | null;
  readonly candidates: readonly Candidate[];
}

function workAtStake(): Work {
  return {
    document: services().editor.getState().document,
    candidates: useJob.getState().candidates,
  };
}

function isSameWork(a: Work, b: Work): boolean {
  return a.document === b.document && a.candidates === b.candidates;
}
