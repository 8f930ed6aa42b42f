import type { ByteSource } from '../../shared/bytes.ts';
import type { PixelBuffer } from '../../shared/pixels.ts';
import type { Project } from '../../shared/project.ts';
import { encodeMask } from '../encode-parts.ts';
import { encodePng } from '../png/encode.ts';
import { type ArchiveEntry, checkArchive, writeArchive } from './archive.ts';
import { checkFills, checkProjectSize } from './limits.ts';
import { PROJECT_TYPE, PROJECT_VERSION, type ProjectFile, parseProject } from './project-schema.ts';

/**
 * The document in one file: the opened file as it was, pixels and masks as PNG, the rest as JSON.
 *
 * @throws LacunaError `project-too-large`, `project-damaged` for what could not be read again
 */
export async function writeProject(file: ByteSource, project: Project): Promise<Uint8Array<ArrayBuffer>> {
  const { name, canvas, settings, mask } = project;
  checkFills(project.fills);
  const images: ArchiveEntry[] = [];
  const fills: ProjectFile['fills'][number][] = [];
  for (const [index, { patch, stitch, hole, made, ...fill }] of project.fills.entries()) {
    fills.push(fill);
    const put = async (what: string, bytes: Promise<Uint8Array<ArrayBuffer>>) =>
      images.push({ name: fillImage(index, what), bytes: await bytes });
    await put('patch', encodePixels(patch));
    await put('stitch', encodeMask(stitch));
    await put('hole', encodeMask(hole));
    await put('made', encodeMask(made));
  }
  if (mask) images.push({ name: 'mask.png', bytes: await encodeMask(mask.values) });
  const json: ProjectFile = {
    version: PROJECT_VERSION,
    name,
    canvas,
    fills,
    mask: mask?.rect ?? null,
    settings,
  };
  const head = utf8(JSON.stringify(json, null, 1));
  parseProject(head);
  checkProjectSize(images.reduce((sum, { bytes }) => sum + bytes.length, file.size + head.length));
  const written = writeArchive([
    { name: 'mimetype', bytes: utf8(PROJECT_TYPE) },
    { name: 'project.json', bytes: head, compress: true },
    { name: 'source', bytes: new Uint8Array(await file.arrayBuffer()) },
    ...images,
  ]);
  checkProjectSize(written.length);
  checkArchive(written);
  return written;
}

/** Where an image of a fill lies in the archive. */
export function fillImage(index: number, what: string): string {
  return `fills/${index}/${what}.png`;
}

/** Pixels with exactly their code values. */
function encodePixels({ width, height, data }: PixelBuffer): Promise<Uint8Array<ArrayBuffer>> {
  const readRow = (y: number, out: Uint8Array) => out.set(data.subarray(y * width * 4, (y + 1) * width * 4));
  return encodePng({ width, height, channels: 4, readRow }, []);
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}
