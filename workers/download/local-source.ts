import type { LocalFile } from '../shared/download-protocol.ts';
import { steadyStream } from './steady-stream.ts';
import { readZip, zipContent } from './zip-read.ts';

/** A file on its way in from this machine: of a folder, or packed in an archive. */
export interface LocalSource {
  readonly path: string;
  readonly bytes: number;
  open(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

const COMPONENTS = /^(unet|vae_encoder|vae_decoder|text_encoder|tokenizer|scheduler)$/;

/**
 * What a folder or an archive holds; of an archive the table of contents alone is read.
 *
 * @throws LacunaError `model-unsupported` for what is no archive
 */
export async function localSources(files: readonly LocalFile[]): Promise<readonly LocalSource[]> {
  const archive = archiveOf(files);
  if (!archive) {
    return withoutTopFolder(
      files.map(({ path, file }) => {
        const blob = file as Blob;
        return { path, bytes: blob.size, open: async () => steadyStream(blob) };
      }),
    );
  }
  const blob = archive.file as Blob;
  const entries = await readZip(blob);
  return withoutTopFolder(
    entries.map((entry) => ({
      path: entry.path,
      bytes: entry.bytes,
      open: () => zipContent(blob, entry),
    })),
  );
}

/** The archive that stands for a model, null where the files are the model. */
export function archiveOf(files: readonly LocalFile[]): LocalFile | null {
  const [first] = files;
  return first && files.length === 1 && /\.zip$/i.test(first.path) ? first : null;
}

/** The files without the folders that hold them all. */
function withoutTopFolder(files: readonly LocalSource[]): readonly LocalSource[] {
  const first = files[0]?.path.split('/')[0] ?? '';
  const shared = first !== '' && files.every(({ path }) => path.startsWith(`${first}/`));
  // A component's own folder is no wrapping.
  if (!shared || COMPONENTS.test(first)) return files;
  return withoutTopFolder(files.map((file) => ({ ...file, path: file.path.slice(first.length + 1) })));
}
