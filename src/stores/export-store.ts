import { create } from 'zustand';
import { type Rect, rectsEqual } from '../../workers/shared/geometry/rect.ts';
import type { DocumentInfo, FillEntry } from '../editor/ports.ts';
import { t } from '../i18n/t.ts';
import { download, exportName, lossyKind } from '../lib/files.ts';
import { chooseFormat, type ExportFormat, FORMAT_NAMES, useExportSettings } from './export-settings.ts';
import { useJob } from './job-store.ts';
import { clearNotices, notify, notifyError } from './notices-store.ts';
import { services } from './services.ts';

interface ExportState {
  readonly exporting: boolean;
  /** What the last export held; null while there was none. */
  readonly saved: { readonly fills: readonly FillEntry[]; readonly frame: Rect } | null;
}

export const useExport = create<ExportState>(() => ({ exporting: false, saved: null }));

/** True when accepted fills, a grown canvas or waiting candidates would be lost with the page. */
export function hasUnsavedFills(): boolean {
  if (useJob.getState().candidates.length > 0) return true;
  const { document } = services().editor.getState();
  return document !== null && differsFromSaved(document, useExport.getState().saved);
}

/** True when a document holds what no exported file has. */
export function differsFromSaved({ fills, frame }: DocumentInfo, saved: ExportState['saved']): boolean {
  if (!saved) return fills.length > 0;
  // by identity: a fill that was changed, or moved by a growth, is another object
  return (
    !rectsEqual(frame, saved.frame) ||
    fills.length !== saved.fills.length ||
    fills.some((fill, index) => fill !== saved.fills[index])
  );
}

/** The document as it is lies in a file of its own. */
export function markSaved(): void {
  const { document } = services().editor.getState();
  useExport.setState({ saved: document && { fills: document.fills, frame: document.frame } });
}

/** A newly opened picture has nothing to save. */
export function resetSaved(): void {
  useExport.setState({ saved: null });
}

/** Writes the picture with its fills as chosen; of a PNG it tells how many other pixels changed. */
export async function exportPicture(): Promise<void> {
  const { editor } = services();
  const info = editor.getState().document;
  const file = editor.sourceFile();
  if (!info || !file || useExport.getState().exporting) return;
  if (useJob.getState().candidates.length > 0) return notify('error', t('export.pending'));
  clearNotices();
  useExport.setState({ exporting: true });
  try {
    // Loaded when it is asked for the first time: the first screen does without.
    const { writeFile } = await import('./export-file.ts');
    const written = await writeFile(file, info);
    download(written.bytes, written.name, written.type);
    // Another picture may have been opened meanwhile: nothing of that one is saved.
    if (editor.sourceFile() === file) {
      useExport.setState({ saved: { fills: info.fills, frame: info.frame } });
    }
    notify(written.isAsClaimed ? 'info' : 'error', written.message, otherFormat(info.name));
  } catch (error) {
    notifyError(error);
  } finally {
    useExport.setState({ exporting: false });
  }
}

/** The same in a format that is the person's choice from now on. */
export function exportAs(format: ExportFormat): void {
  chooseFormat(format);
  void exportPicture();
}

/** Offers the format of the opened file to those who have not chosen one: PNG is then what they got unasked. */
function otherFormat(name: string): { readonly label: string; run(): void } | null {
  const kind = lossyKind(name);
  if (!kind || useExportSettings.getState().isChosen) return null;
  return { label: t('export.instead', { format: FORMAT_NAMES[kind] }), run: () => exportAs(kind) };
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
