import { t } from '../i18n/t.ts';
import { exportName } from '../lib/files.ts';
import { useJob } from './job-store.ts';
import { notify, notifyError } from './notices-store.ts';
import { services } from './services.ts';

/** True where the system can be handed a picture to pass on. */
export function canShare(): boolean {
  const probe = new File([], 'probe.png', { type: 'image/png' });
  return typeof navigator.canShare === 'function' && navigator.canShare({ files: [probe] });
}

/** Puts the picture with its accepted fills on the clipboard, as PNG. */
export async function copyPicture(): Promise<void> {
  const file = resultFile();
  if (!file) return;
  if (typeof ClipboardItem === 'undefined') return notify('error', t('copy.unsupported'));
  try {
    // Handed over as a promise: the browser's permission belongs to the key press, which is over once it is written.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': file })]);
    notify('info', t('copy.done'));
  } catch (error) {
    if (isRefusal(error)) notify('error', t('copy.refused'));
    else notifyError(error);
  }
}

/** Written ahead of a share or a drag, which cannot wait for it: the next one has it at once. */
let prepared: { readonly of: readonly unknown[]; readonly file: File } | null = null;

/** Hands the picture with its accepted fills to the system's share sheet, as PNG. */
export async function sharePicture(): Promise<void> {
  const now = subject();
  const file = preparedFile() ?? (await resultFile()?.catch(notifyError));
  if (!file) return;
  prepared = null;
  try {
    await navigator.share({ files: [file] });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    if (!isRefusal(error)) return notifyError(error);
    prepared = { of: now, file };
    notify('info', t('share.ready'));
  }
}

/** The picture with its accepted fills as it was written ahead; null where that is not done, or is of before an edit. */
export function preparedFile(): File | null {
  const now = subject();
  return prepared && now.every((part, index) => part === prepared?.of[index]) ? prepared.file : null;
}

/** Writes the picture ahead; false, and told, where that is not possible. */
export async function prepareFile(): Promise<boolean> {
  const now = subject();
  const file = await resultFile()?.catch(notifyError);
  if (file) prepared = { of: now, file };
  return Boolean(file);
}

/** What the picture is made of, by identity. */
function subject(): readonly unknown[] {
  const { editor } = services();
  const info = editor.getState().document;
  return [editor.sourceFile(), info?.fills, info?.frame];
}

/** The flattened picture; null, and said why, where there is nothing to hand out. */
function resultFile(): Promise<File> | null {
  const { editor, codec } = services();
  const info = editor.getState().document;
  const source = editor.sourceFile();
  if (!info || !source) return null;
  if (useJob.getState().candidates.length > 0) {
    notify('error', t('export.pending'));
    return null;
  }
  const fills = info.fills.filter((fill) => fill.visible);
  return codec
    .exportPng({ file: source, fills, frame: info.frame })
    .then(({ bytes }) => new File([bytes], exportName(info.name), { type: 'image/png' }));
}

function isRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotAllowedError';
}
