import type { ByteSource } from '../../shared/bytes.ts';
import type { Rect } from '../../shared/geometry/rect.ts';
import type { Project } from '../../shared/project.ts';
import { encodePatch } from '../encode-parts.ts';
import { exportPng } from '../export-png.ts';
import { type ArchiveEntry, writeArchive } from './archive.ts';
import { thumbnail } from './thumbnail.ts';

interface Layer {
  readonly name: string;
  readonly file: string;
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
}

/**
 * The document for other editors (OpenRaster 0.0.6): the picture as the lowest layer, each fill a layer of its own whose
 * transparency is its stitch mask.
 */
export async function writeOpenRaster(
  file: ByteSource,
  project: Project,
  icc: Uint8Array<ArrayBuffer> | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const { canvas, fills } = project;
  const source = await exportPng(file, []);
  const images: ArchiveEntry[] = [{ name: 'data/picture.png', bytes: source.bytes }];
  const layers: Layer[] = [
    { name: project.name, file: 'data/picture.png', x: -canvas.x, y: -canvas.y, visible: true },
  ];
  for (const [index, fill] of fills.entries()) {
    const name = `data/fill-${index + 1}.png`;
    images.push({ name, bytes: await encodePatch(fill, icc) });
    const words = fill.job.prompt ? `: ${fill.job.prompt}` : '';
    layers.push({
      name: `${index + 1}. ${fill.job.intent}${words}`,
      file: name,
      x: fill.rect.x - canvas.x,
      y: fill.rect.y - canvas.y,
      visible: fill.visible,
    });
  }
  const visible = fills
    .filter((fill) => fill.visible)
    .map((fill) => ({
      ...fill,
      rect: { ...fill.rect, x: fill.rect.x - canvas.x, y: fill.rect.y - canvas.y },
    }));
  const merged = await exportPng(file, visible, canvas);
  return writeArchive([
    { name: 'mimetype', bytes: utf8('image/openraster') },
    { name: 'stack.xml', bytes: utf8(stack(canvas, layers)), compress: true },
    ...images,
    { name: 'mergedimage.png', bytes: merged.bytes },
    { name: 'Thumbnails/thumbnail.png', bytes: await thumbnail(merged.bytes) },
  ]);
}

/** The topmost layer comes first. */
function stack({ width, height }: Rect, layers: readonly Layer[]): string {
  const lines = layers.toReversed().map(({ name, file, x, y, visible }) => {
    const place = `x="${x}" y="${y}" visibility="${visible ? 'visible' : 'hidden'}"`;
    return `<layer name="${attribute(name)}" src="${file}" ${place} opacity="1.0" composite-op="svg:src-over"/>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<image version="0.0.6" w="${width}" h="${height}">`,
    '<stack>',
    ...lines,
    '</stack>',
    '</image>',
  ].join('\n');
}

/** Text inside an attribute; what XML cannot hold is left out. */
function attribute(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not get in
  return text.replace(/[\u0000-\u001f\ufffe\uffff]/g, ' ').replace(/[&<>"]/g, (c) => entities[c] ?? c);
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}
