import { create } from 'zustand';
import type { FillEntry } from '../editor/ports.ts';
import { t } from '../i18n/t.ts';
import { download, exportName } from '../lib/files.ts';
import { useJob } from './job-store.ts';
import { clearNotices, notify, notifyError } from './notices-store.ts';
import { services } from './services.ts';

interface ExportState {
  readonly exporting: boolean;
  /** The fills that the last export held. */
  readonly saved: readonly FillEntry[];
}

export const useExport = create<ExportState>(() => ({ exporting: false, saved: [] }));

/** True when accepted fills or waiting candidates would be lost with the page. */
export function hasUnsavedFills(): boolean {
  if (useJob.getState().candidates.length > 0) return true;
  const fills = services().editor.getState().document?.fills ?? [];
  const { saved } = useExport.getState();
  return fills.length !== saved.length || fills.some((fill, index) => fill !== saved[index]);
}

/** A newly opened picture has nothing to save. */
export function resetSaved(): void {
  useExport.setState({ saved: [] });
}

/** Writes the picture with its fills as PNG and tells how many other pixels changed. */
export async function exportPicture(): Promise<void> {
  const { editor, codec } = services();
  const info = editor.getState().document;
  const file = editor.sourceFile();
  if (!info || !file || useExport.getState().exporting) return;
  if (useJob.getState().candidates.length > 0) return notify('error', t('export.pending'));
  clearNotices();
  useExport.setState({ exporting: true });
  try {
    const fills = info.fills.filter((fill) => fill.visible);
    const image = await codec.exportPng({ file, fills });
    const name = exportName(info.name);
    download(image.bytes, name);
    useExport.setState({ saved: info.fills });
    const proof = { name, changed: image.otherPixelsChanged, others: image.otherPixels };
    if (image.otherPixelsChanged > 0) notify('error', t('export.changed', proof));
    else if (fills.length === 0) notify('info', t('export.untouched', proof));
    else notify('info', t('export.done', proof));
  } catch (error) {
    notifyError(error);
  } finally {
    useExport.setState({ exporting: false });
  }
}

/** Saves the painted mask as a grey PNG, white = fill. */
export async function exportMask(): Promise<void> {
  const { editor, codec } = services();
  const info = editor.getState().document;
  const mask = editor.readMask();
  if (!info || !mask) return notify('error', t('error.mask-empty'));
  try {
    download(await codec.encodeMask({ mask }), exportName(info.name, 'mask'));
  } catch (error) {
    notifyError(error);
  }
}
