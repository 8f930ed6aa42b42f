/** The first picture-like file of a drop or a paste; any file when none says that it is a picture. */
export function pictureFile(data: DataTransfer | null): File | null {
  const files = [...(data?.files ?? [])];
  return files.find((file) => file.type.startsWith('image/')) ?? files[0] ?? null;
}

/** `holiday.jpg` -> `holiday-lacuna.png`; no suffix, no hyphen. */
export function exportName(original: string, suffix = 'lacuna', ending = 'png'): string {
  const stem = original.replace(/\.[^./\\]{1,5}$/, '') || 'picture';
  return `${stem}${suffix && `-${suffix}`}.${ending}`;
}

/** The format of an opened file, by its name, where that loses something with every saving and can be written; else null. */
export function lossyKind(name: string): 'jpeg' | 'webp' | null {
  if (/\.jpe?g$/i.test(name)) return 'jpeg';
  return /\.webp$/i.test(name) && writesWebp() ? 'webp' : null;
}

let webp: boolean | undefined;

/** Whether this browser writes WebP: the canvas of one that does not answers with another type. */
export function writesWebp(): boolean {
  webp ??= document.createElement('canvas').toDataURL('image/webp').startsWith('data:image/webp');
  return webp;
}

/** Hands bytes to the browser's download list. */
export function download(bytes: Uint8Array<ArrayBuffer>, name: string, type = 'image/png'): void {
  downloadBlob(new Blob([bytes], { type }), name);
}

/** The same for what is a blob already. */
export function downloadBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The files of an input, under their path in the folder that was chosen. */
export function localFiles(
  files: FileList | null,
): readonly { readonly path: string; readonly file: File }[] {
  return [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * A model among what was dropped: a folder with all its files, or a `.zip`; null where it is neither. What a drop holds
 * is only there while its event lasts: call this before anything is waited for.
 */
export function droppedModel(data: DataTransfer | null): Promise<DroppedModel> | null {
  const [item] = data?.items ?? [];
  const entry = item?.webkitGetAsEntry?.();
  if (entry?.isDirectory) {
    return filesBelow(entry as FileSystemDirectoryEntry).then((files) => ({ name: entry.name, files }));
  }
  const file = data?.files[0];
  if (!file || !/\.zip$/i.test(file.name)) return null;
  return Promise.resolve({ name: file.name, files: [{ path: file.name, file }] });
}

interface DroppedModel {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly file: File }[];
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<DroppedModel['files']> {
  const reader = folder.createReader();
  const found: { path: string; file: File }[] = [];
  // A reader answers piece by piece, and with nothing at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const entry of entries) {
      if (entry.isDirectory) found.push(...(await filesBelow(entry as FileSystemDirectoryEntry)));
      else {
        const file = await new Promise<File>((resolve, reject) =>
          (entry as FileSystemFileEntry).file(resolve, reject),
        );
        found.push({ path: entry.fullPath.slice(1), file });
      }
    }
  }
}
