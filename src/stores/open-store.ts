import { create } from 'zustand';
import type { MaskBuffer } from '../../workers/shared/pixels.ts';
import type { OpenNote } from '../../workers/shared/protocol.ts';
import type { DocumentInfo } from '../editor/ports.ts';
import type { MessageKey } from '../i18n/catalogue.ts';
import { t } from '../i18n/t.ts';
import { resetExpand } from './expand-store.ts';
import { hasUnsavedFills, resetSaved } from './export-store.ts';
import { dropOutdated } from './fill-actions.ts';
import { type Candidate, useJob } from './job-store.ts';
import { clearNotices, notify, notifyError } from './notices-store.ts';
import { warmUp } from './packs-store.ts';
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

/** Opens a picture file in place of the document; a file that cannot be read changes nothing. */
export function openFile(file: File): Promise<boolean> {
  return openWith(file.name, async () => file);
}

/** Opens a bundled sample with its mask already painted: one click on Fill gives a first fill. */
export async function openSample(sample: Sample): Promise<void> {
  const readMask = async () => {
    const { width, height } = sample;
    return services().codec.decodeMask({ file: await fetchSample(sample.mask), width, height });
  };
  await openWith(sampleTitle(sample), () => fetchSample(sample.file), readMask);
}

/** Nothing is replaced before everything is read, and before the person has agreed to lose what is there then. */
async function openWith(
  name: string,
  read: () => Promise<File>,
  readMask?: () => Promise<MaskBuffer>,
): Promise<boolean> {
  let agreed = workAtStake();
  if (useOpening.getState().name !== null || !(await mayReplace())) return false;
  useOpening.setState({ name });
  clearNotices();
  try {
    const file = await read();
    const mask = await readMask?.().catch((error: unknown) => {
      console.error(error);
      notify('error', t('open.sampleFailed'));
      return null;
    });
    if (mask === null) return false;
    const image = await services().codec.open({ file });
    while (!isSameWork(agreed, workAtStake())) {
      agreed = workAtStake();
      if (!(await mayReplace())) return false;
    }
    dropOutdated();
    resetExpand();
    services().editor.open(image, file, file.name);
    // Part of opening: the first Undo must not take it away.
    if (mask) services().editor.setMask(mask, 'silent');
    resetSaved();
    for (const note of image.notes) notify('info', t(NOTES[note]));
    void warmUp();
    return true;
  } catch (error) {
    notifyError(error);
    return false;
  } finally {
    useOpening.setState({ name: null });
  }
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
