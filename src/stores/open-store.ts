import { create } from 'zustand';
import type { OpenNote } from '../../workers/shared/protocol.ts';
import { type MessageKey, t } from '../i18n/t.ts';
import { resetExpand } from './expand-store.ts';
import { hasUnsavedFills, resetSaved } from './export-store.ts';
import { dropOutdated } from './fill-actions.ts';
import { clearNotices, notify, notifyError } from './notices-store.ts';
import { warmUp } from './packs-store.ts';
import { fetchSample, type Sample } from './samples-store.ts';
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
  const opened = await openWith(sample.title, () => fetchSample(sample.file));
  if (!opened) return;
  try {
    const file = await fetchSample(sample.mask);
    const { width, height } = sample;
    const mask = await services().codec.decodeMask({ file, width, height });
    // Part of opening: the first Undo must not take it away.
    services().editor.setMask(mask, 'silent');
  } catch (error) {
    console.error(error);
    notify('error', t('open.sampleFailed'));
  }
}

async function openWith(name: string, read: () => Promise<File>): Promise<boolean> {
  if (useOpening.getState().name !== null || !(await mayReplace())) return false;
  useOpening.setState({ name });
  clearNotices();
  try {
    const file = await read();
    const image = await services().codec.open({ file });
    dropOutdated();
    resetExpand();
    services().editor.open(image, file, file.name);
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
