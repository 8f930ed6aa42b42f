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
