/** The picture that the system's share sheet handed in under `id` (`?shared=` of the address); null where it is gone. */
export async function sharedFile(id: string): Promise<File | null> {
  const response = await fetch(new URL(`shared/${encodeURIComponent(id)}`, document.baseURI));
  if (response.status !== 200) return null;
  const bytes = await response.blob();
  const name = decodeURIComponent(response.headers.get('X-Name') ?? '') || 'shared';
  return new File([bytes], name, { type: bytes.type });
}

interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
}

/** Hears of files that the system opens with the installed app, the ones of its start among them. */
export function onLaunchFile(open: (file: File) => void): void {
  const queue = (window as { launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(({ files }) => {
    // One picture at a time: the first.
    void files[0]?.getFile().then(open, (error: unknown) => console.error(error));
  });
}
