import { create } from 'zustand';
import type { ByteSource } from '../../workers/shared/bytes.ts';
import { type Rect, rectsEqual } from '../../workers/shared/geometry/rect.ts';
import type { DocumentInfo, FillEntry } from '../editor/ports.ts';
import { formatBytes } from '../i18n/format.ts';
import { t } from '../i18n/t.ts';
import { download, exportName, lossyKind } from '../lib/files.ts';
import { madeByHand } from '../lib/made-by-hand.ts';
import { parametersText } from '../lib/parameters-text.ts';
import { chooseFormat, type ExportFormat, FORMAT_NAMES, useExportSettings } from './export-settings.ts';
import { useJob } from './job-store.ts';
import { clearNotices, notify, notifyError } from './notices-store.ts';
import { usePacks } from './packs-store.ts';
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
    const written = await write(file, info);
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

interface Written {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly type: string;
  readonly message: string;
  /** False where pixels differ that must not. */
  readonly isAsClaimed: boolean;
}

async function write(file: ByteSource, info: DocumentInfo): Promise<Written> {
  const { codec } = services();
  const { format, quality, camera, parameters } = useExportSettings.getState();
  const fills = info.fills.filter((fill) => fill.visible);
  const what = { file, fills, frame: info.frame, camera };
  const type = `image/${format}`;
  if (format !== 'png') {
    const { bytes } = await codec.exportLossy({ ...what, format, quality });
    const name = exportName(info.name, 'lacuna', format === 'jpeg' ? 'jpg' : format);
    const message = t('export.doneLossy', { name, size: formatBytes(bytes.length) });
    return { bytes, name, type, message, isAsClaimed: true };
  }
  const image = await codec.exportPng({ ...what, parameters: parameters ? textOf(fills) : null });
  const name = exportName(info.name);
  const proof = { name, changed: image.otherPixelsChanged, others: image.otherPixels };
  const isAsClaimed = image.otherPixelsChanged === 0;
  const key = !isAsClaimed ? 'changed' : fills.length === 0 ? 'untouched' : 'done';
  return { bytes: image.bytes, name, type, message: t(`export.${key}`, proof), isAsClaimed };
}

/** Prompt and settings of the topmost fill that was made by settings, as text; null where there is none. */
function textOf(fills: readonly FillEntry[]): string | null {
  const fill = fills.findLast((entry) => !madeByHand(entry));
  const pack = usePacks.getState().packs.find(({ id }) => id === fill?.job.pack);
  const network = pack?.files.find(({ path }) => path.startsWith('unet/'));
  return fill ? parametersText(fill.job, fill.seed, network?.sha256.slice(0, 10) ?? null) : null;
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
